import { beforeEach, describe, expect, test } from 'vitest';
import type { LunValue } from '#contract/agent/luns.ts';
import type { ProcedureName } from '#contract/api/plans.ts';
import type { Plan } from '#domain/plans/plan.ts';
import { planProcedure } from '#server/procedures/plan-procedure.ts';
import { contractProblems } from '#test/contract-problems.ts';
import { inventoryOfOneAgent } from '#test/inventory-of-one-agent.ts';
import { seenArray, seenVm } from '#test/observed-fabric.ts';
import { fabricWithCsvs, initiatorOf, keysOf, seenCsv } from '#test/shared-csvs.ts';

const { agent, db, poll: pollAgent } = inventoryOfOneAgent();
const GB = 1_000_000_000;
const now = new Date('2030-01-01T00:00:00.000Z');

/** Its agent has just answered, however slow this machine is. */
async function poll(luns: LunValue[], over: Parameters<typeof fabricWithCsvs>[1] = {}): Promise<void> {
  await pollAgent(fabricWithCsvs(luns, over));
  await db().agent.update({ where: { id: agent.id }, data: { lastSeenAt: new Date('2100-01-01') } });
}
beforeEach(async () => {
  await db().job.deleteMany();
  await db().plan.deleteMany();
  await poll([seenCsv(1), seenCsv(2)]);
});

const plan = (name: ProcedureName, input: object) => planProcedure(db(), name, input, { now, exceptJobId: null });
/** What is planned is something that agents understand. */
async function made(name: ProcedureName, input: object): Promise<Plan> {
  const planned = await plan(name, input);
  if (planned.kind === 'refused')
    throw new Error(JSON.stringify(planned.checks.filter(({ state }) => state === 'refused')));
  expect(contractProblems(planned.plan)).toEqual([]);
  return planned.plan;
}
async function refusals(name: ProcedureName, input: object): Promise<string[]> {
  const planned = await plan(name, input);
  const checks = planned.kind === 'refused' ? planned.checks : [];
  return checks.filter(({ state }) => state === 'refused').map(({ code }) => code);
}
const lunId = async (number: number) =>
  (await db().lun.findFirstOrThrow({ where: { uniqueId: `e000000${number}` } })).id;
const operations = ({ rows }: Plan) => rows.map(({ operation }) => operation);
const registrationsOf = ({ effects }: Plan) => {
  const effect = effects.find(({ key }) => key === 'registrations');
  return [effect?.before, effect?.after];
};

describe('create-csv', () => {
  const input = async (over: object = {}) => {
    const [cluster, pool] = [await db().cluster.findFirstOrThrow(), await db().pool.findFirstOrThrow()];
    return { clusterId: cluster.id, poolId: pool.id, name: 'csv-3', sizeBytes: GB, ...over };
  };

  test('with the masking set that holds exactly the cluster’s initiators', async () => {
    const csv = await made('create-csv', await input());
    expect(operations(csv)).toEqual([
      ...['lun.create', 'masking.present', 'registrations.admit', 'shared-disk.attach', 'registrations.admit'],
      ...['shared-disk.attach', 'shared-disk.reserve', 'registrations.confirm'],
    ]);
    expect(csv.rows.find(({ operation }) => operation === 'masking.present')?.params.maskingSet).toBe('cluster');
    expect(registrationsOf(csv)).toEqual([8, 12]);
  });

  test('refused where a driver does not know how', async () => {
    const operationsOf = (names: string[]) => ({
      systems: [{ system: 'host-1', kind: 'host', driver: 'x', operations: names }],
    });
    await db().agent.update({ where: { id: agent.id }, data: { capabilities: operationsOf(['vm.create']) } });
    expect(await refusals('create-csv', await input())).toEqual(['registrations_not_told', 'hosts_do_not_share']);
  });

  test('a name that is taken, or will be by an unfinished job', async () => {
    expect(await refusals('create-csv', await input({ name: 'CSV-1' }))).toEqual(['name_taken']);
    await unfinishedJob('create-csv', await input());
    expect(await refusals('create-csv', await input({ name: 'Csv-3' }))).toEqual(['name_taken']);
  });
});

describe('retire-csv', () => {
  test('released, detached by each host, masked from everyone, in quarantine', async () => {
    const csv = await made('retire-csv', { lunId: await lunId(1) });
    expect(operations(csv)).toEqual([
      ...['shared-disk.release', 'shared-disk.detach', 'shared-disk.detach'],
      ...['registrations.dismiss', 'registrations.dismiss', 'masking.remove', 'lun.set-quarantine'],
    ]);
    expect(csv.rows.at(-1)?.params).toEqual({ uniqueId: 'e0000001', until: '2030-01-08T00:00:00.000Z' });
    expect(registrationsOf(csv)).toEqual([8, 4]);
  });

  test('not while a VM’s disk is on it, nor while somebody has left a key', async () => {
    const vms = [seenVm({ disks: [{ uniqueId: 'E0000001', sizeBytes: GB }] })];
    const left = seenCsv(2, { sessions: [initiatorOf(1)] });
    await poll([seenCsv(1), left], { hosts: { 1: { vms } } });
    expect(await refusals('retire-csv', { lunId: await lunId(1) })).toEqual(['csv_in_use']);
    expect(await refusals('retire-csv', { lunId: await lunId(2) })).toEqual(['stale_registrations']);
  });
});

describe('clear-stale-registrations', () => {
  const left = { sessions: [initiatorOf(1)] };

  test('of every CSV of an array that has some, by the array, each key by its name', async () => {
    await poll([seenCsv(1, left), seenCsv(2), seenCsv(3, left)]);
    const { id: arrayId } = await db().array.findFirstOrThrow();
    const cleared = await made('clear-stale-registrations', { arrayId });
    expect(cleared.items.map(({ title }) => title)).toEqual(['csv-1', 'csv-3']);
    expect(cleared.rows.map(({ operation, params }) => [operation, params.uniqueId, params.keys])).toEqual([
      ['registrations.preempt', 'e0000001', keysOf(2)],
      ['registrations.preempt', 'e0000003', keysOf(2)],
    ]);
    expect(cleared.rows.map(({ undo }) => undo.kind)).toEqual(['irreversible', 'irreversible']);
  });

  test('by a living host where a stale key holds the reservation', async () => {
    await poll([seenCsv(1, { sessions: [initiatorOf(2)] }), seenCsv(2)]);
    const cleared = await made('clear-stale-registrations', { lunIds: [await lunId(1)] });
    expect(cleared.rows.map(({ system, operation, params }) => [system, operation, params.keys])).toEqual([
      ['host-2', 'shared-disk.preempt', keysOf(1)],
    ]);
  });

  test('by the array where no host is alive on it; of what is good there is nothing to do', async () => {
    await poll([seenCsv(1, { sessions: [] }), seenCsv(2)]);
    const cleared = await made('clear-stale-registrations', { lunIds: [await lunId(1)] });
    expect(operations(cleared)).toContain('registrations.preempt');
    expect((await made('clear-stale-registrations', { lunIds: [await lunId(2)] })).nothingToDo).not.toBeNull();
  });
});

describe('consolidate-csvs', () => {
  const vm = (name: string, number: number) =>
    seenVm({ key: name, name, hostname: name, disks: [{ uniqueId: `e000000${number}`, sizeBytes: GB }] });
  const on = (number: number, usedBytes: number) => seenCsv(number, { usedBytes });

  test('moves in their order, then the CSV that is empty is retired; a move that empties none is an item of its own', async () => {
    const vms = [vm('a', 1), vm('b', 1), vm('c', 2), vm('d', 2)];
    await poll([on(1, 2 * GB), on(2, 2 * GB), on(3, 0)], { hosts: { 1: { vms } } });
    const [fromLunId, otherLunId, toLunId] = [await lunId(1), await lunId(2), await lunId(3)];
    const moving = await db().vm.findMany({ where: { name: { in: ['a', 'b', 'c'] } }, orderBy: { name: 'asc' } });
    const moves = moving.map(({ id, name }) => ({
      vmId: id,
      fromLunId: name === 'c' ? otherLunId : fromLunId,
      toLunId,
    }));
    const together = await made('consolidate-csvs', { moves, retireLunIds: [fromLunId], megabytesPerSecond: 100 });
    expect(together.title).toBe('Move the storage of 3 VMs and retire CSV csv-1');
    expect(together.items.map(({ key }) => key)).toEqual(['csv-1', 'move-1']);
    const own = together.rows.filter(({ item }) => item === 'csv-1').map(({ operation }) => operation);
    expect(own.slice(0, 3)).toEqual(['vm.move-storage', 'vm.move-storage', 'shared-disk.release']);
    expect(own.at(-1)).toBe('lun.set-quarantine');
    expect(together.rows[0]?.params).toMatchObject({ from: 'e0000001', bytesPerSecond: 100_000_000 });
    expect(registrationsOf(together)).toEqual([12, 8]);
  });

  test('what is no longer there is named, each by itself', async () => {
    const absent = '0190a000-0000-7000-8000-000000000000';
    const moves = [{ vmId: absent, fromLunId: absent, toLunId: await lunId(1) }];
    expect(await refusals('consolidate-csvs', { moves, retireLunIds: [] })).toEqual(['not_found', 'not_found']);
    expect(await refusals('retire-csv', { lunId: absent })).toEqual(['not_found']);
    expect(await refusals('clear-stale-registrations', { lunIds: [absent] })).toEqual(['not_found']);
    expect(await refusals('clear-stale-registrations', { arrayId: absent })).toEqual(['not_found']);
    const nothing = { clusterId: absent, poolId: absent, name: 'x', sizeBytes: GB };
    expect(await refusals('create-csv', nothing)).toEqual(['not_found', 'not_found']);
    const probe = { arrayId: absent, poolId: absent, ceiling: 1 };
    expect(await refusals('probe-registration-limit', probe)).toEqual(['not_found', 'not_found']);
  });
});

describe('probe-registration-limit', () => {
  const input = async () => {
    const [array, pool] = [await db().array.findFirstOrThrow(), await db().pool.findFirstOrThrow()];
    return { arrayId: array.id, poolId: pool.id, ceiling: 64 };
  };

  test('on a scratch LUN, of an array that is marked for it alone; a pool of another array is none', async () => {
    expect(await refusals('probe-registration-limit', await input())).toEqual(['probe_not_allowed']);
    const { capabilities } = seenArray();
    await poll([], { array: { capabilities: { ...capabilities, registrationProbe: true } } });
    const probe = await made('probe-registration-limit', await input());
    expect(operations(probe)).toEqual(['lun.create', 'registrations.probe', 'lun.delete']);
    expect(probe.rows[1]?.params).toMatchObject({ ceiling: 64 });
    const [host] = await db().host.findMany();
    const elsewhere = { ...(await input()), poolId: host?.id ?? '' };
    expect(await refusals('probe-registration-limit', elsewhere)).toEqual(['not_found']);
  });
});

/** A plan that is being applied, as the API would have kept it. */
async function unfinishedJob(name: ProcedureName, input: object): Promise<void> {
  const { rows, title } = await made(name, input);
  const by = { email: `${crypto.randomUUID()}@lab.example`, name: 'Op', role: 'operator' };
  const { id: createdById } = await db().user.create({ data: by });
  const kept = rows.map((row, position) => ({ position, key: row.key, row: row as unknown as object }));
  const { id: planId } = await db().plan.create({
    data: {
      ...{ procedure: name, input, title, content: {}, inventoryHash: '', newIds: [], createdById },
      expiresAt: new Date('2100-01-01'),
      rows: { createMany: { data: kept } },
    },
  });
  await db().job.create({ data: { planId, procedure: name, title, state: 'running', createdById } });
}
