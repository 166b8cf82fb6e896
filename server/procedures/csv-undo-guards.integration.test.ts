import { expect, test } from 'vitest';
import type { VmValue } from '#contract/agent/vms.ts';
import { uniqueIdOf } from '#domain/fabric/unique-id.ts';
import { newId } from '#server/db/new-id.ts';
import { inventoryOfOneAgent } from '#test/inventory-of-one-agent.ts';
import { seenVm } from '#test/observed-fabric.ts';
import { fabricWithCsvs, seenCsv } from '#test/shared-csvs.ts';
import { undoForbidden } from './undo-guard.ts';

const { db, poll } = inventoryOfOneAgent();
const forbidden = async (procedure: string, input: object, newIds: string[] = []) =>
  (await undoForbidden(db(), { procedure, plan: { input, newIds } }))?.code ?? null;
const on = (uniqueId: string): VmValue[] => [seenVm({ disks: [{ uniqueId, sizeBytes: 1 }] })];
const lunId = async (uniqueId: string) => (await db().lun.findFirstOrThrow({ where: { uniqueId } })).id;

test('the creation of a CSV stands while VMs are on it, and once it was retired', async () => {
  const id = newId();
  const uniqueId = uniqueIdOf(id);
  const created = () => forbidden('create-csv', {}, [id]);
  expect(await created()).toBeNull();
  await poll(fabricWithCsvs([seenCsv(1, { uniqueId })]));
  expect(await created()).toBeNull();
  await poll(fabricWithCsvs([seenCsv(1, { uniqueId })], { hosts: { 1: { vms: on(uniqueId) } } }));
  expect(await created()).toBe('csv_in_use');
  const quarantinedUntil = '2100-01-01T00:00:00.000Z';
  await poll(fabricWithCsvs([seenCsv(1, { uniqueId, masking: {}, registrations: null, quarantinedUntil })]));
  expect(await created()).toBe('csv_quarantined');
});

test('a retirement is taken back while its LUN is still there', async () => {
  await poll(fabricWithCsvs([seenCsv(1)]));
  const input = { lunId: await lunId('e0000001') };
  expect(await forbidden('retire-csv', input)).toBeNull();
  await poll(fabricWithCsvs([]));
  expect(await forbidden('retire-csv', input)).toBe('csv_destroyed');
});

test('a consolidation is taken back while its VMs are where it moved them, and what they left is there', async () => {
  await poll(fabricWithCsvs([seenCsv(1), seenCsv(2), seenCsv(3)], { hosts: { 1: { vms: on('e0000002') } } }));
  const [fromLunId, toLunId] = [await lunId('e0000001'), await lunId('e0000002')];
  const { id: vmId } = await db().vm.findFirstOrThrow();
  const input = { moves: [{ vmId, fromLunId, toLunId }], retireLunIds: [fromLunId], megabytesPerSecond: null };
  expect(await forbidden('consolidate-csvs', input)).toBeNull();
  await poll(fabricWithCsvs([seenCsv(1), seenCsv(2), seenCsv(3)], { hosts: { 1: { vms: on('e0000003') } } }));
  expect(await forbidden('consolidate-csvs', input)).toBe('vm_not_there');
  await poll(fabricWithCsvs([seenCsv(2)], { hosts: { 1: { vms: on('e0000002') } } }));
  expect(await forbidden('consolidate-csvs', input)).toBe('csv_destroyed');
});

test('what can always be taken back is', async () => {
  expect(await forbidden('clone-luns', {})).toBeNull();
});
