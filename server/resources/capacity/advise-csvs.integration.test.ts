import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AdviceDto } from '#contract/api/capacity-advice.ts';
import { csvProcedureInputs } from '#contract/api/csv-procedures.ts';
import type { PlanDto } from '#contract/api/plans.ts';
import { type Door, jsonOf, openDoor } from '#test/door.ts';
import { seenVm } from '#test/observed-fabric.ts';
import { pollOneAgent } from '#test/poll-one-agent.ts';
import { fabricWithCsvs, seenCsv } from '#test/shared-csvs.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

const GB = 1_000_000_000;
const csv = (number: number, usedGb: number) => seenCsv(number, { usedBytes: usedGb * GB });
/** Sizes in GB by the number of the CSV; null = not told. */
const vm = (name: string, disks: Record<number, number | null>) =>
  seenVm({
    ...{ key: name, name, hostname: name },
    disks: Object.entries(disks).map(([number, gb]) => {
      return { uniqueId: `e000000${number}`, sizeBytes: gb === null ? null : gb * GB };
    }),
  });
type Vms = ReturnType<typeof seenVm>[];

async function advise(luns: ReturnType<typeof seenCsv>[], vms: Vms): Promise<AdviceDto> {
  await pollOneAgent(door, fabricWithCsvs(luns, { hosts: { 1: { vms } } }));
  const { id: arrayId } = await door.db.array.findFirstOrThrow();
  const body = { arrayId, copyMegabytesPerSecond: 50 };
  return jsonOf<AdviceDto>(await door.call('POST', '/capacity/advice', { as: door.people.viewer, body }));
}
const lunId = async (number: number) =>
  (await door.db.lun.findFirstOrThrow({ where: { uniqueId: `e000000${number}` } })).id;

test('several VMs on one CSV are moved by the sizes of their files, and the answer is the input of the procedure', async () => {
  const vms = [vm('a', { 1: 100 }), vm('b', { 1: 100 }), vm('c', { 2: 50 }), vm('d', { 2: 60 })];
  const advice = await advise([csv(1, 200), csv(2, 115)], vms);
  expect(advice.status).toBe('proposal');
  expect(advice.moves.map(({ vmName, copyBytes }) => [vmName, copyBytes]).sort()).toEqual([
    ['c', 50 * GB],
    ['d', 60 * GB],
  ]);
  const { moves, ...rest } = csvProcedureInputs['consolidate-csvs'].parse(advice.consolidation);
  expect(rest).toEqual({ retireLunIds: [await lunId(2)], megabytesPerSecond: 50 });
  const [fromLunId, toLunId] = [await lunId(2), await lunId(1)];
  expect(moves).toEqual(advice.moves.map(({ vmId }) => ({ vmId, fromLunId, toLunId })));
  const planned = await door.call('POST', '/plans', {
    body: { procedure: 'consolidate-csvs', input: advice.consolidation },
  });
  const { title, items } = await jsonOf<PlanDto>(planned);
  expect(title).toBe('Move the storage of 2 VMs and retire CSV csv-2');
  expect(items.map(({ title: name }) => name)).toEqual(['csv-2']);
});

test('one disk that is not told has what the CSV holds beside the others; two are left where they are', async () => {
  const settled = ['x', 'y', 'z'].map((name) => vm(name, { 1: 100 }));
  const one = await advise([csv(1, 300), csv(2, 70)], [...settled, vm('b', { 2: 50 }), vm('c', { 2: null })]);
  expect(one.moves.map(({ vmName, copyBytes }) => [vmName, copyBytes]).sort()).toEqual([
    ['b', 50 * GB],
    ['c', 20 * GB],
  ]);
  const two = await advise([csv(1, 300), csv(2, 70)], [...settled, vm('b', { 2: null }), vm('c', { 2: null })]);
  expect(two.moves.map(({ vmName }) => vmName).sort()).toEqual(['x', 'y', 'z']);
  expect(two.retire.map(({ name }) => name)).toEqual(['csv-1']);
});

test('what no VM has put on a CSV keeps it, but for what its file system takes', async () => {
  const vms = [vm('a', { 1: 100 }), vm('b', { 2: 50 })];
  expect((await advise([csv(1, 100), csv(2, 58)], vms)).retire.map(({ name }) => name)).toEqual(['csv-2']);
  const kept = await advise([csv(1, 100), csv(2, 95)], vms);
  expect(kept.retire.map(({ name }) => name)).toEqual(['csv-1']);
});

test('a VM that is spread over CSVs moves from each but the one it comes to lie on', async () => {
  const { consolidation } = await advise([csv(1, 100), csv(2, 50)], [vm('a', { 1: 100, 2: 50 })]);
  const { id: vmId } = await door.db.vm.findFirstOrThrow({ where: { name: 'a' } });
  expect(consolidation?.moves).toEqual([{ vmId, fromLunId: await lunId(2), toLunId: await lunId(1) }]);
  expect(consolidation?.retireLunIds).toEqual([await lunId(2)]);
});

test('there is no input for what is good already, or is about other CSVs than those of the inventory', async () => {
  expect((await advise([csv(1, 100)], [vm('a', { 1: 100 })])).consolidation).toBeNull();
  const given = { id: 'csv-1', name: 'CSV 1', clusterId: 'k', sizeBytes: 100 * GB };
  const body = { inventory: { csvs: [given, { ...given, id: 'csv-2' }], vms: [] } };
  const advice = await jsonOf<AdviceDto>(await door.call('POST', '/capacity/advice', { body }));
  expect(advice).toMatchObject({ status: 'proposal', consolidation: null });
});
