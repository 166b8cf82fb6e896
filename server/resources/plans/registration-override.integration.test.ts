import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { PlanDto } from '#contract/api/plans.ts';
import type { Problem } from '#contract/problem.ts';
import { recheckPlan } from '#server/procedures/recheck-plan.ts';
import { type Door, jsonOf, openDoor, type Person } from '#test/door.ts';
import { seenArray } from '#test/observed-fabric.ts';
import { pollOneAgent } from '#test/poll-one-agent.ts';
import { fabricWithCsvs, seenCsv } from '#test/shared-csvs.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

/** CSVs of two hosts with two channels each, on an array that holds `limit` registrations. */
async function holds(limit: number, csvs = [seenCsv(1)]): Promise<void> {
  const { capabilities } = seenArray();
  const registrationLimit = { scope: 'array' as const, value: limit };
  await pollOneAgent(door, fabricWithCsvs(csvs, { array: { capabilities: { ...capabilities, registrationLimit } } }));
  await door.db.agent.updateMany({ data: { lastSeenAt: new Date('2100-01-01') } });
}
beforeEach(() => holds(6));

async function create(name: string, as: Person, override?: object) {
  const { id: clusterId } = await door.db.cluster.findFirstOrThrow();
  const { id: poolId } = await door.db.pool.findFirstOrThrow();
  const input = { clusterId, poolId, name, sizeBytes: 1_000_000_000 };
  const body = { procedure: 'create-csv', input, ...(override ? { override } : {}) };
  return door.call('POST', '/plans', { as, body });
}
const onArray1 = { registrationLimit: 'Array 1' };

test('a plan past the limit is refused, with how far past and whose limit it is', async () => {
  const response = await create('csv-2', door.people.admin);
  expect(response.status).toBe(422);
  const { checks = [], code } = await jsonOf<Problem>(response);
  expect(code).toBe('plan_refused');
  expect(checks.filter(({ state }) => state === 'refused')).toMatchObject([{ code: 'registration_limit_exceeded' }]);
  expect(checks.at(-1)?.reason).toContain(
    '8 instead of 4 of 6 registrations on Array 1 (limit: reported by its agent)',
  );
});

test('an admin who types the array’s name goes beyond it; the plan keeps it and its re-check goes by it', async () => {
  const response = await create('csv-2', door.people.admin, onArray1);
  expect(response.status).toBe(201);
  const plan = await jsonOf<PlanDto>(response);
  expect(plan.overrides).toEqual(onArray1);
  const overridden = plan.checks.find(({ code }) => code === 'registration_limit_overridden');
  expect(overridden).toMatchObject({ state: 'warning' });
  const { name } = await door.db.user.findUniqueOrThrow({ where: { id: door.people.admin.id } });
  expect(overridden?.reason).toContain(`${name} goes beyond the limit on purpose`);
  expect(plan.effects.find(({ key }) => key === 'registrations')).toMatchObject({
    ...{ unit: 'registrations', before: 4, after: 8, limit: 6, scope: 'Array 1' },
  });
  const stored = await door.db.plan.findUniqueOrThrow({ where: { id: plan.id } });
  expect(await recheckPlan(door.db, stored, null)).toBeNull();
  expect(await recheckPlan(door.db, { ...stored, overrides: {} }, null)).toMatchObject({ kind: 'refused' });
  expect((await jsonOf<PlanDto>(await door.call('GET', `/plans/${plan.id}`))).overrides).toEqual(onArray1);
});

test('the record tells of the override, and of who was not allowed to', async () => {
  const admin = await create('csv-2', door.people.admin, onArray1);
  const { id } = await jsonOf<PlanDto>(admin);
  const end = await door.db.auditEvent.findFirstOrThrow({
    where: { action: 'plans.create', phase: 'end', object: { path: ['id'], equals: id } },
  });
  const begin = await door.db.auditEvent.findFirstOrThrow({ where: { actId: end.actId, phase: 'begin' } });
  expect(begin.detail).toMatchObject({ body: { override: onArray1 } });
  expect(begin.actorId).toBe(door.people.admin.id);

  const operator = await create('csv-2', door.people.operator, onArray1);
  expect(operator.status).toBe(403);
  const { code, detail, remedy } = await jsonOf<Problem>(operator);
  expect(code).toBe('forbidden');
  expect(detail).toMatch(/Only an admin may go beyond the registration limit/);
  expect(remedy).toContain('admin');
  const refused = await door.db.auditEvent.findFirstOrThrow({ where: { phase: 'end' }, orderBy: { id: 'desc' } });
  expect(refused).toMatchObject({ action: 'plans.create', outcome: 'refused', actorId: door.people.operator.id });
});

test('the name must be the array’s exactly', async () => {
  for (const registrationLimit of ['array 1', 'Array 1 ', 'Array 2', '*']) {
    const response = await create('csv-2', door.people.admin, { registrationLimit });
    expect(response.status).toBe(400);
    const { errors, detail } = await jsonOf<Problem>(response);
    expect(errors).toMatchObject([{ path: 'body.override.registrationLimit' }]);
    expect(detail).toContain(`'${registrationLimit}'`);
  }
});

test('an override that is not needed is not kept for later', async () => {
  await holds(100);
  const response = await create('csv-2', door.people.admin, onArray1);
  expect((await jsonOf<PlanDto>(response)).overrides).toEqual({});
});

test('a plan that changes registrations is stale when others register meanwhile', async () => {
  await holds(100);
  const made = await jsonOf<PlanDto>(await create('csv-2', door.people.operator));
  const stored = await door.db.plan.findUniqueOrThrow({ where: { id: made.id } });
  expect(await recheckPlan(door.db, stored, null)).toBeNull();
  await holds(100, [seenCsv(1), seenCsv(3)]);
  expect(await recheckPlan(door.db, stored, null)).toEqual({ kind: 'stale' });
});
