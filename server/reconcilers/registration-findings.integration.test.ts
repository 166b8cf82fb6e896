import { expect, test } from 'vitest';
import type { LunValue } from '#contract/agent/luns.ts';
import { inventoryOfOneAgent } from '#test/inventory-of-one-agent.ts';
import { fabricWithCsvs, initiatorOf, keyOf, keysOf, registered, seenCsv } from '#test/shared-csvs.ts';
import { detectDrift } from './detect-drift.ts';

const { agent, db, pool, poll } = inventoryOfOneAgent();
const never = new AbortController().signal;

/** What is found once the agent has reported these CSVs and has just answered, however slow this machine is. */
async function found(luns: LunValue[]) {
  await poll(fabricWithCsvs(luns));
  await db().agent.update({ where: { id: agent.id }, data: { lastSeenAt: new Date('2100-01-01') } });
  return drift();
}
async function drift() {
  await detectDrift.run(pool(), never);
  const where = { closedAt: null, fingerprint: { startsWith: 'drift:registrations|' } };
  return db().finding.findMany({ where, orderBy: { code: 'asc' } });
}
const codes = (findings: { code: string }[]) => findings.map(({ code }) => code);
const arrayId = async () => (await db().array.findFirstOrThrow()).id;

test('where every channel is registered nothing is found', async () => {
  expect(await found([seenCsv(1), seenCsv(2)])).toEqual([]);
});

test('stale keys: one finding for the array, with the procedure that clears them, closed when they are gone', async () => {
  const left = { sessions: [initiatorOf(1)] };
  const [finding, ...others] = await found([seenCsv(1, left), seenCsv(2, left)]);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    ...{ code: 'stale_registrations', severity: 'warning', title: '4 stale registrations on Array 1' },
    remedy: { procedure: 'clear-stale-registrations', input: { arrayId: await arrayId() } },
    object: { kind: 'array', name: 'Array 1' },
  });
  expect(finding?.reason).toContain('Host 2 on csv-1 and csv-2');
  expect(await found([seenCsv(1), seenCsv(2)])).toEqual([]);
  expect(await db().finding.count({ where: { id: finding?.id ?? '', closedAt: { not: null } } })).toBe(1);
});

test('missing keys of hosts that answer; those of silent ones are their agent’s finding', async () => {
  const luns = [seenCsv(1, { registrations: registered([...keysOf(1), keyOf(2, 0)]) })];
  const [finding] = await found(luns);
  expect(finding).toMatchObject({ code: 'missing_registrations', title: '1 registration missing on Array 1' });
  expect(finding?.reason).toMatch(/^Host 2 should have every channel registered on csv-1/);
  await db().agent.update({ where: { id: agent.id }, data: { lastSeenAt: new Date('2020-01-01') } });
  expect(codes(await drift())).toEqual([]);
});

test('a restart of the target: what is lost is not also missing', async () => {
  const lostAt = '2030-01-01T00:00:00.000Z';
  const lost = registered([], { lostAt, holder: null });
  const [finding, ...others] = await found([seenCsv(1, { registrations: lost }), seenCsv(2)]);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ code: 'registrations_lost', severity: 'critical' });
  expect(finding?.reason).toContain(`restarted at ${lostAt} and forgot what was registered on csv-1`);
  expect(await found([seenCsv(1), seenCsv(2)])).toEqual([]);
});

test('keys that Heddle did not make, on whatever LUN', async () => {
  const stranger = registered(['00000000deadbeef'], { holder: null });
  const witness = seenCsv(2, { kind: 'data', name: 'witness', masking: {}, sessions: [], registrations: stranger });
  const [finding, ...others] = await found([seenCsv(1), witness]);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ code: 'unknown_registrations', title: '1 registration of others on Array 1' });
  expect(finding?.reason).toContain('00000000deadbeef on witness');
});

test('of a CSV that a job is working on nothing is said, also while it is only known by its name', async () => {
  const luns = [seenCsv(1, { registrations: registered(keysOf(1)) })];
  expect(codes(await found(luns))).toEqual(['missing_registrations']);
  const { id } = await db().lun.findFirstOrThrow();
  for (const key of [`lun:${id}`, `name:lun:${await arrayId()}:csv-1`]) {
    const jobId = await aJob();
    await db().lock.create({ data: { key, jobId, mode: 'exclusive' } });
    expect(await drift()).toEqual([]);
    await db().lock.deleteMany();
    expect(codes(await drift())).toEqual(['missing_registrations']);
  }
});

test('an array that does not tell has no findings', async () => {
  expect(await found([seenCsv(1, { registrations: null, sessions: [] })])).toEqual([]);
});

async function aJob(): Promise<string> {
  const by = { email: `${crypto.randomUUID()}@example.org`, name: 'x', role: 'operator' };
  const { id: createdById } = await db().user.create({ data: by });
  const plan = { procedure: 'x', title: 't', input: {}, content: {}, inventoryHash: '', newIds: [], createdById };
  const { id: planId } = await db().plan.create({ data: { ...plan, expiresAt: new Date('2100-01-01') } });
  return (await db().job.create({ data: { planId, procedure: 'x', title: 't', createdById } })).id;
}
