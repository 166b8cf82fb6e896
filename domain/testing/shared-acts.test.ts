import { expect, test } from 'vitest';
import { ModelWorld } from './model-world.ts';
import { GIB, sampleClusterSet, sampleCsv, sampleHost, sampleKey, sampleVm } from './sample-fabric.ts';

const uniqueId = '00000000000000c1';
const hosts = [sampleHost(1), sampleHost(2), sampleHost(3)];
const world = (registrationLimit?: number) =>
  new ModelWorld({
    csvs: [sampleCsv(1), sampleCsv(2, { registrations: null, attachedHostIds: [] })],
    ...{ maskingSets: [sampleClusterSet()], hosts, vms: [sampleVm(1, { diskUniqueIds: [uniqueId] })] },
    ...(registrationLimit === undefined ? {} : { registrationLimit }),
  });
const keys = (host: number) => [sampleKey(host, 0), sampleKey(host, 1)];
const other = '00000000000000c2';
const address = { targetIqn: 'iqn.2026-01.lab.san-1:csv-2', portal: '10.0.0.1:3260', lunNumber: 1 };

test.each<[refusal: string, system: string, operation: string, params: { [name: string]: unknown }, limit?: number]>([
  ['insufficient_registration_resources', 'san-1', 'registrations.admit', { uniqueId, keys: keys(3) }, 5],
  ['in_use', 'san-1', 'registrations.dismiss', { uniqueId, keys: keys(1) }],
  ['registrations_missing', 'san-1', 'registrations.confirm', { uniqueId, keys: keys(3) }],
  ['in_use', 'san-1', 'registrations.probe', { uniqueId, ceiling: 9 }],
  ['access_denied', 'hv-3', 'shared-disk.attach', { uniqueId: other, ...address }],
  ['access_denied', 'hv-1', 'shared-disk.attach', { uniqueId: other, ...address, targetIqn: 'iqn.elsewhere' }],
  ['insufficient_registration_resources', 'hv-1', 'shared-disk.attach', { uniqueId: other, ...address }],
  ['in_use', 'hv-1', 'shared-disk.detach', { uniqueId }],
  ['reservation_held', 'hv-2', 'shared-disk.reserve', { uniqueId, type: 5 }],
  ['not_attached', 'hv-3', 'shared-disk.preempt', { uniqueId, keys: keys(1) }],
  ['own_key', 'hv-1', 'shared-disk.preempt', { uniqueId, keys: keys(1) }],
  ['in_use', 'hv-1', 'vm.move-storage', { key: 'key-vm-1', from: uniqueId, to: { uniqueId: other, ...address } }],
  ['not_found', 'hv-1', 'vm.move-storage', { key: 'key-vm-1', from: other, to: { uniqueId: other, ...address } }],
  ['exists', 'san-1', 'lun.create', { uniqueId: 'ff', name: 'csv-1', pool: 'gold', sizeBytes: GIB, kind: 'csv' }],
  ['not_found', 'san-1', 'registrations.admit', { uniqueId: 'ff', keys: keys(1) }],
])('%s: %s %s', (refusal, system, operation, params, limit) => {
  expect(() => world(limit).act(system, operation, params)).toThrow(refusal);
});

test('a host takes a reservation over, the room of the dead stays; the array takes both', () => {
  const here = world();
  here.act('hv-2', 'shared-disk.preempt', { uniqueId, keys: keys(1) });
  const byHost = here.read('san-1', 'lun', { uniqueId });
  expect(byHost).toMatchObject({
    value: {
      registrations: {
        holder: { key: sampleKey(2, 0), type: 5 },
        registrants: { [sampleKey(1, 0)]: { registered: 0, admitted: true } },
      },
    },
  });
  here.act('san-1', 'registrations.preempt', { uniqueId, keys: [...keys(1), ...keys(2)] });
  expect(here.read('san-1', 'lun', { uniqueId })).toMatchObject({
    value: { registrations: { registrants: {}, holder: null } },
  });
});

test('a host sees what everybody has registered, and its own channels', () => {
  expect(world().read('hv-2', 'shared-disk', { uniqueId })).toMatchObject({
    found: true,
    value: {
      online: true,
      channels: keys(2).map((key, channel) => ({ channel, key, connected: true, registered: true })),
      registrants: Object.fromEntries([...keys(1), ...keys(2)].map((key) => [key, 1])),
      holder: { key: sampleKey(1, 0), type: 5 },
    },
  });
  expect(world().read('hv-3', 'shared-disk', { uniqueId })).toEqual({ found: false });
});

test('two worlds differ by who is registered and who holds the reservation', () => {
  const [one, released] = [world(), world()];
  expect(one.snapshot()).toBe(released.snapshot());
  released.act('hv-1', 'shared-disk.release', { uniqueId });
  expect(one.snapshot()).not.toBe(released.snapshot());
});
