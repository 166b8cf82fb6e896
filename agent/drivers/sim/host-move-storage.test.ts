import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ArrayDriver } from '#agent/drivers/array-driver.ts';
import type { HostDriver } from '#agent/drivers/host-driver.ts';
import { createSimArray } from './create-sim-array.ts';
import { createSimHost } from './create-sim-host.ts';

const MiB = 2 ** 20;
const initiator = 'iqn.x:host';
const luns = { boot: '00', other: '01', csv: '02', small: '03' };
type LunName = keyof typeof luns;
const id = (name: LunName) => luns[name].repeat(16);
let folder = '';
let array: ArrayDriver;
let host: HostDriver;

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'heddle-sim-move-'));
  const pools = [{ key: 'p', name: 'Pool', sizeBytes: 2 ** 40 }];
  array = await createSimArray({ fabricDir: fabricDir(), pools }, path.join(folder, 'array'), 'array');
  await array.createMaskingSet({ key: 'host', name: 'host', initiators: [initiator] });
  const sizes = { boot: 100, other: 100, csv: 250, small: 99 };
  for (const name of Object.keys(luns) as LunName[]) {
    const kind = name === 'csv' ? 'csv' : 'data';
    await array.createLun({ uniqueId: id(name), name, pool: 'p', sizeBytes: sizes[name] * MiB, kind });
    await array.present({ uniqueId: id(name), maskingSet: 'host', access: 'read-write' });
  }
});
afterEach(async () => {
  await host.close();
  await array.close();
  rmSync(folder, { recursive: true });
});

const fabricDir = () => path.join(folder, 'fabric');
const open = async (latency: object = {}) => {
  const options = { fabricDir: fabricDir(), fqdn: 'host.example', initiators: [initiator], latency };
  host = await createSimHost(options, path.join(folder, 'host'), 'host');
};
const diskOn = async (name: LunName) => {
  const [lun] = await array.readLuns([id(name)]);
  const { targetIqn, portal, lunNumber } = lun ?? {};
  return { uniqueId: id(name), targetIqn: targetIqn ?? '', portal: portal ?? '', lunNumber: lunNumber ?? 0 };
};
const create = async (key: string, on: LunName) =>
  host.createVm({ key, name: key, hostname: key, cpus: 1, memoryBytes: 1024, disks: [await diskOn(on)] });
const move = async (key: string, from: LunName, to: LunName, signal = AbortSignal.timeout(30_000), throttle?: number) =>
  host.moveStorage?.({ key, from: id(from), to: await diskOn(to), bytesPerSecond: throttle ?? null }, signal);
const disksOf = async (key: string) => (await host.readVm(key))?.disks;
const sessions = async (name: LunName) => (await array.readLuns([id(name)]))[0]?.sessions;
const code = (act: Promise<unknown>) =>
  act.then(
    () => 'done',
    (error) => error.refusal?.code,
  );

it('puts disks of several VMs on a shared LUN, with their sizes, as long as there is room', async () => {
  await open();
  await host.sharedDisks?.attach(await diskOn('csv'));
  await create('one', 'boot');
  await create('two', 'other');
  await move('one', 'boot', 'csv');
  expect(await disksOf('one')).toEqual([{ uniqueId: id('csv'), sizeBytes: 100 * MiB }]);
  await move('two', 'other', 'csv');
  await create('three', 'boot');
  expect(await code(move('three', 'boot', 'csv'))).toBe('too_small');
  await expect(host.sharedDisks?.detach({ uniqueId: id('csv') })).rejects.toMatchObject({
    refusal: { code: 'in_use', details: { usedBy: ['one', 'two'] } },
  });
  await move('two', 'csv', 'other');
  expect(await disksOf('two')).toEqual([{ uniqueId: id('other'), sizeBytes: null }]);
});

it('moves to no LUN that is too small, or a disk of another VM', async () => {
  await open();
  await create('one', 'boot');
  await create('two', 'other');
  expect(await code(move('one', 'boot', 'small'))).toBe('too_small');
  expect(await code(move('one', 'boot', 'other'))).toBe('in_use');
  expect(await disksOf('one')).toEqual([{ uniqueId: id('boot'), sizeBytes: null }]);
});

it('takes the sessions of a running VM along', async () => {
  await open();
  await create('one', 'boot');
  await host.startVm({ key: 'one' }, AbortSignal.timeout(30_000));
  await move('one', 'boot', 'other');
  expect([await sessions('boot'), await sessions('other')]).toEqual([[], [initiator]]);
  expect(await host.readVm('one')).toMatchObject({ state: 'running' });
});

it('takes its time by size and throttle, and ends at the deadline where it was', async () => {
  await open({ moveFactor: 1000 });
  await create('one', 'boot');
  const deadline = new AbortController();
  const moving = move('one', 'boot', 'other', deadline.signal, MiB);
  await expect.poll(() => disksOf('one')).toEqual([{ uniqueId: id('boot'), sizeBytes: null }]);
  deadline.abort();
  expect(await code(moving)).toBe('migration_failed');
  expect(await disksOf('one')).toEqual([{ uniqueId: id('boot'), sizeBytes: null }]);
  await host.close();
  await open({ moveFactor: 1 });
  const begun = performance.now();
  await move('one', 'boot', 'other', undefined, 1000 * MiB); // 100 MiB at 1000 MiB/s
  expect(performance.now() - begun).toBeGreaterThan(80);
});

it('lets its name decide', async () => {
  await open();
  await create('sim-fails-once-move', 'boot');
  expect(await code(move('sim-fails-once-move', 'boot', 'other'))).toBe('simulated_failure');
  expect(await code(move('sim-fails-once-move', 'boot', 'other'))).toBe('done');
});
