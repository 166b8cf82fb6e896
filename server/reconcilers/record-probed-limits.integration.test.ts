import { expect, test } from 'vitest';
import { inventoryOfOneAgent } from '#test/inventory-of-one-agent.ts';
import { seenArray } from '#test/observed-fabric.ts';
import { recordProbedLimits } from './record-probed-limits.ts';

const { db, pool, poll } = inventoryOfOneAgent();
const never = new AbortController().signal;
const endedAt = new Date('2030-01-02T10:00:00.000Z');

/** A probe as a job has left it. */
async function probed(outputs: object, { state = 'succeeded', at = endedAt } = {}) {
  const { id: arrayId } = await db().array.findFirstOrThrow();
  const { id: poolId } = await db().pool.findFirstOrThrow();
  const by = { email: `${crypto.randomUUID()}@example.org`, name: 'x', role: 'operator' };
  const { id: createdById } = await db().user.create({ data: by });
  const procedure = 'probe-registration-limit';
  const input = { arrayId, poolId, ceiling: 64 };
  const plan = { procedure, title: 't', input, content: {}, inventoryHash: '', newIds: [], createdById };
  const row = { operation: 'registrations.probe' };
  const rows = { create: [{ position: 0, key: 'probe', row }] };
  const { id: planId } = await db().plan.create({ data: { ...plan, expiresAt: endedAt, rows } });
  const done = { create: [{ position: 0, key: 'probe', state: 'proven', outputs }] };
  return db().job.create({ data: { planId, procedure, title: 't', state, endedAt: at, createdById, rows: done } });
}
const run = () => recordProbedLimits.run(pool(), never);
const findings = () => db().finding.findMany({ where: { closedAt: null } });

test('a limit that was met is recorded once, with its job, also when an administrator has forgotten it', async () => {
  await poll([seenArray()]);
  const { id } = await probed({ registered: 32, refusedWith: '05/55/04' });
  for (let n = 0; n < 2; n += 1) await run();
  const { id: arrayId } = await db().array.findFirstOrThrow();
  const limits = await db().capacityLimit.findMany();
  expect(limits).toMatchObject([
    { arrayId, scope: 'lun', value: 32n, source: `probe, job ${id}`, confidence: 'high', demand: null },
  ]);
  expect(limits[0]?.statedOn?.toISOString().slice(0, 10)).toBe('2030-01-02');
  expect(await findings()).toEqual([]);
  await db().capacityLimit.deleteMany();
  await run();
  expect(await db().capacityLimit.count()).toBe(0);
});

test('reaching the ceiling records nothing and says so, until a later probe meets the limit', async () => {
  await poll([seenArray()]);
  await probed({ registered: 64, refusedWith: null });
  await run();
  expect(await db().capacityLimit.count()).toBe(0);
  expect(await findings()).toMatchObject([
    { code: 'probe_reached_ceiling', remedy: { procedure: 'probe-registration-limit', input: { ceiling: 128 } } },
  ]);
  await probed({ registered: 100, refusedWith: '05/55/04' }, { at: new Date('2030-01-03') });
  await run();
  expect(await db().capacityLimit.findMany()).toMatchObject([{ value: 100n }]);
  expect(await findings()).toEqual([]);
});

test('another sense is no limit, and a probe that did not come through says nothing', async () => {
  await poll([seenArray()]);
  await probed({ registered: 3, refusedWith: '05/55/04' }, { state: 'undone' });
  await run();
  expect(await findings()).toEqual([]);
  await probed({ registered: 3, refusedWith: '05/26/00' });
  await run();
  expect(await db().capacityLimit.count()).toBe(0);
  const [finding] = await findings();
  expect(finding).toMatchObject({ code: 'probe_inconclusive' });
  expect(finding?.reason).toContain('05/26/00');
});
