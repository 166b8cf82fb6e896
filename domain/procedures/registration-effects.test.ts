import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fabricReservations } from '#domain/capacity/fabric-reservations.ts';
import { knowledgeOf, type LimitEntry } from '#domain/capacity/limit-entry.ts';
import { keysOf } from '#domain/capacity/registration-ledger.ts';
import { tightest } from '#domain/capacity/registration-verdict.ts';
import type { RegistrationsFact } from '#domain/fabric/facts.ts';
import type { Params, Plan, Planned, PlanRow } from '#domain/plans/plan.ts';
import { withRegistrations } from './registration-effects.ts';
import type { ArrayRegistrationFact, RegisteringHost, RegistrationLunFact } from './registration-facts.ts';

const host = (number: number, channels = 2): RegisteringHost => ({
  initiators: [`iqn.2026-01.lab:hv-${number}`],
  channels,
});
const held = (...hosts: RegisteringHost[]): RegistrationsFact => ({
  registrants: Object.fromEntries(hosts.flatMap(keysOf).map((key) => [key, { registered: 1, admitted: true }])),
  ...{ generation: 1, holder: null, lostAt: null },
});
const lun = (
  number: number,
  hosts: RegisteringHost[],
  change: Partial<RegistrationLunFact> = {},
): RegistrationLunFact => ({
  uniqueId: `0${number}`,
  name: `csv-${number}`,
  poolId: 'pool-1',
  targetIqn: `iqn.san:${number}`,
  hosts,
  actual: held(...hosts),
  ...change,
});
const limit = (change: Partial<LimitEntry>): LimitEntry => ({
  ...{ id: 'l', arrayId: 'array-1', arrayModel: null, fromFirmware: null, beforeFirmware: null, scope: 'array' },
  ...{ value: 20, demand: null, source: 'a probe', statedOn: null, confidence: 'high' },
  ...change,
});
const array = (entries: LimitEntry[], change: Partial<ArrayRegistrationFact> = {}): ArrayRegistrationFact => ({
  arrayId: 'array-1',
  name: 'SAN-1',
  agentId: 'agent-array',
  system: 'san-1',
  pools: [{ id: 'pool-1', key: 'gold', name: 'Gold' }],
  reportsRegistrations: true,
  knowledge: knowledgeOf({ arrayId: 'array-1', model: 'M', firmware: '1' }, entries),
  luns: [lun(1, [host(1), host(2)]), lun(2, [host(1), host(2)])],
  ...change,
});
const row = (operation: string, params: Params, change: Partial<PlanRow> = {}): PlanRow => ({
  ...{ key: operation, item: 'csv', title: operation, agentId: 'agent-array', system: 'san-1', operation, params },
  ...{ before: null, after: null, undo: { kind: 'none' }, proof: null, locks: [], needs: [], deadlineMs: 1 },
  ...change,
});
const planned = (...rows: PlanRow[]): Planned => ({
  kind: 'plan',
  plan: { title: 'A plan', items: [], rows, checks: [], effects: [], changes: [], touches: [], nothingToDo: null },
});
const planOf = (answer: Planned): Plan => {
  if (answer.kind === 'refused') throw new Error(JSON.stringify(answer.checks));
  return answer.plan;
};
const effectOf = (rows: PlanRow[], ...arrays: ArrayRegistrationFact[]) =>
  planOf(withRegistrations(planned(...rows), arrays)).effects[0];
const checksOf = (answer: Planned) => {
  const checks = answer.kind === 'plan' ? answer.plan.checks : answer.checks;
  return checks.map(({ code, state }) => [code, state]);
};

const create = row('lun.create', { uniqueId: '09', name: 'csv-9', pool: 'gold', sizeBytes: 1, kind: 'csv' });
const admit = (uniqueId: string, ...hosts: RegisteringHost[]) =>
  row('registrations.admit', { uniqueId, keys: hosts.flatMap(keysOf) });
const dismiss = (uniqueId: string, ...hosts: RegisteringHost[]) =>
  row('registrations.dismiss', { uniqueId, keys: hosts.flatMap(keysOf) });

test('a new CSV brings the keys that are let in', () => {
  const rows = [create, admit('09', host(1)), admit('09', host(2))];
  const answer = withRegistrations(planned(...rows), [array([limit({})])]);
  expect(planOf(answer).effects).toEqual([
    {
      ...{ key: 'registrations', label: 'Registrations held', unit: 'registrations' },
      ...{ before: 8, after: 12, limit: 20, scope: 'SAN-1' },
    },
  ]);
  expect(checksOf(answer)).toEqual([['registrations_within_limit', 'passed']]);
});

test.each<[string, LimitEntry['scope'], number, number, string]>([
  ['the LUN that is made', 'lun', 0, 4, 'LUN csv-9 on SAN-1'],
  ['its pool', 'pool', 8, 12, 'pool Gold on SAN-1'],
  ['its target, which is not known yet', 'target', 0, 4, 'the LUNs without a target on SAN-1'],
  ['the array', 'array', 8, 12, 'SAN-1'],
])('counted over %s', (_what, scope, before, after, name) => {
  const rows = [create, admit('09', host(1), host(2))];
  expect(effectOf(rows, array([limit({ scope })]))).toMatchObject({ before, after, limit: 20, scope: name });
});

test('of several limits the one that binds is shown', () => {
  const entries = [limit({ scope: 'array', value: 100 }), limit({ id: 'm', scope: 'lun', value: 5 })];
  expect(effectOf([create, admit('09', host(1), host(2))], array(entries))).toMatchObject({ after: 4, limit: 5 });
});

test.each<[string, number, PlanRow[], [string, string]]>([
  ['within', 100, [admit('01', host(3))], ['registrations_within_limit', 'passed']],
  ['from 80 % on', 12, [admit('01', host(3))], ['registrations_near_limit', 'warning']],
  ['exactly the limit', 10, [admit('01', host(3))], ['registrations_near_limit', 'warning']],
  ['beyond', 9, [admit('01', host(3))], ['registration_limit_exceeded', 'refused']],
  ['beyond already, and none is added', 7, [row('lun.clone', {})], ['registrations_near_limit', 'warning']],
  ['beyond already, and it gets less', 7, [dismiss('01', host(1))], ['registrations_near_limit', 'warning']],
  ['a limit of none', 0, [admit('01', host(3))], ['registration_limit_exceeded', 'refused']],
])('%s: limit %i', (_case, value, rows, check) => {
  expect(checksOf(withRegistrations(planned(...rows), [array([limit({ value })])]))).toEqual([check]);
});

test('another LUN that is full already refuses nothing, but is warned of', () => {
  const full = lun(3, [host(1), host(2), host(3), host(4)]);
  const known = array([limit({ scope: 'lun', value: 6 })], { luns: [lun(1, [host(1)]), full] });
  const answer = withRegistrations(planned(admit('01', host(2))), [known]);
  expect(checksOf(answer)).toEqual([['registrations_near_limit', 'warning']]);
  expect(planOf(answer).checks[0]?.reason).toContain('8 of 6 registrations on LUN csv-3');
  expect(planOf(answer).effects[0]).toMatchObject({ before: 2, after: 4, limit: 6, scope: 'LUN csv-1 on SAN-1' });
});

test('no known limit is shown as unknown, and is no refusal', () => {
  const known = array([limit({ value: null })]);
  expect(effectOf([admit('01', host(3))], known)).toMatchObject({
    before: 8,
    after: 10,
    limit: null,
    limitUnknown: true,
  });
  expect(checksOf(withRegistrations(planned(admit('01', host(3))), [known]))).toEqual([
    ['registration_limit_unknown', 'warning'],
  ]);
  expect(checksOf(withRegistrations(planned(row('lun.clone', {})), [known]))).toEqual([
    ['registrations_not_more', 'passed'],
  ]);
});

test('a limit of one LUN is known also while there is no CSV', () => {
  const known = array([limit({ scope: 'lun', value: 24 })], { luns: [] });
  expect(effectOf([row('lun.clone', {})], known)).toMatchObject({ before: 0, after: 0, limit: 24, scope: 'SAN-1' });
});

test("an override by the array's exact name makes it a warning that says who", () => {
  const [rows, known] = [planned(admit('01', host(3))), array([limit({ value: 9 })])];
  const overridden = planOf(withRegistrations(rows, [known], { arrayName: 'SAN-1', by: 'carol' }));
  expect(overridden.checks).toMatchObject([{ code: 'registration_limit_overridden', state: 'warning' }]);
  expect(overridden.checks[0]?.reason).toContain('carol goes beyond the limit on purpose');
  const wrong = withRegistrations(rows, [known], { arrayName: 'san-1', by: 'carol' });
  expect(checksOf(wrong)).toEqual([['registration_limit_exceeded', 'refused']]);
  expect(wrong.kind === 'refused' && wrong.checks[0]?.reason).toContain("names 'san-1'");
});

test('an override that is not needed changes nothing', () => {
  const [rows, known] = [planned(admit('01', host(3))), array([limit({})])];
  expect(withRegistrations(rows, [known], { arrayName: 'SAN-1', by: 'carol' })).toEqual(
    withRegistrations(rows, [known]),
  );
});

test('arrays that the plan does not touch, refusals and plans without rows are left as they are', () => {
  const refused: Planned = { kind: 'refused', title: 'No', checks: [] };
  expect(withRegistrations(refused, [array([])])).toBe(refused);
  expect(planOf(withRegistrations(planned(), [array([])])).effects).toEqual([]);
  const other = row('lun.clone', {}, { system: 'san-2' });
  expect(planOf(withRegistrations(planned(other), [array([])])).effects).toEqual([]);
});

test('each array that is touched has an effect of its own', () => {
  const other = array([], { arrayId: 'array-2', name: 'SAN-2', system: 'san-2', luns: [] });
  const rows = [admit('01', host(3)), row('lun.clone', {}, { key: 'other', system: 'san-2' })];
  const plan = planOf(withRegistrations(planned(...rows), [array([limit({})]), other]));
  expect(plan.effects.map(({ key, before, after }) => [key, before, after])).toEqual([
    ['registrations-array-1', 8, 10],
    ['registrations-array-2', 0, 0],
  ]);
});

test('keys that are let in already, or twice, count once; duplicates count as they are', () => {
  expect(effectOf([admit('01', host(1)), admit('01', host(1))], array([limit({})]))).toMatchObject({
    before: 8,
    after: 8,
  });
  const [first] = keysOf(host(1));
  const twin = { ...held(host(1)), registrants: { [first ?? '']: { registered: 3, admitted: true } } };
  const known = array([limit({})], { luns: [lun(1, [host(1)], { actual: twin })] });
  expect(effectOf([row('lun.clone', {})], known)).toMatchObject({ before: 3, after: 3 });
});

test('what is preempted: by the array with its room, by a host without', () => {
  const keys = keysOf(host(2));
  const known = array([limit({})]);
  expect(effectOf([row('registrations.preempt', { uniqueId: '01', keys })], known)).toMatchObject({ after: 6 });
  const byHost = row('shared-disk.preempt', { uniqueId: '01', keys }, { agentId: 'agent-host-1', system: 'hv-1' });
  expect(effectOf([byHost], known)).toMatchObject({ before: 8, after: 8 });
  const registrants = Object.fromEntries(keys.map((key) => [key, { registered: 1, admitted: false }]));
  const unasked = array([limit({})], { luns: [lun(1, [], { actual: { ...held(), registrants } })] });
  expect(effectOf([byHost], unasked)).toMatchObject({ before: 2, after: 0 });
});

test('a LUN that is deleted holds nothing', () => {
  expect(effectOf([row('lun.delete', { uniqueId: '01' })], array([limit({})]))).toMatchObject({ before: 8, after: 4 });
});

const untold = (entries: LimitEntry[]) =>
  array(entries, {
    reportsRegistrations: false,
    luns: [lun(1, [host(1), host(2)], { actual: null }), lun(2, [host(1, 4)], { actual: null })],
  });

test('where the array does not tell, what is planned counts, at its demand', () => {
  const effect = effectOf([row('lun.clone', {})], untold([limit({})]));
  expect(effect).toMatchObject({ label: 'Registrations planned', before: 8, after: 8 });
  expect(effectOf([row('lun.clone', {})], untold([limit({ demand: '1.5' })]))).toMatchObject({ before: 12 });
  expect(effectOf([admit('02', host(2))], untold([limit({ demand: '1.5' })]))).toMatchObject({ before: 12, after: 15 });
  expect(effectOf([dismiss('01', host(2))], untold([limit({})]))).toMatchObject({ before: 8, after: 6 });
  const away = row('lun.set-quarantine', { uniqueId: '01', until: '2026-01-01T00:00:00Z' });
  expect(effectOf([away], untold([limit({})]))).toMatchObject({ before: 8, after: 4 });
});

test('a demand that cannot be added up over hosts is counted by the plain formula', () => {
  const rule = limit({ demand: 'hosts * channels + csvs' });
  expect(effectOf([row('lun.clone', {})], untold([rule]))).toMatchObject({ before: 8 });
});

test('held and planned LUNs on one array are said to be both', () => {
  const known = array([limit({})], { luns: [lun(1, [host(1)]), lun(2, [host(2)], { actual: null })] });
  expect(effectOf([row('lun.clone', {})], known)).toMatchObject({ label: 'Registrations held or planned', before: 4 });
});

test('planned figures are those of the calculator, at every scope', () => {
  const anyLun = fc.record({
    hosts: fc.uniqueArray(fc.integer({ min: 0, max: 4 }), { maxLength: 5 }),
    poolId: fc.constantFrom('pool-1', 'pool-2'),
    targetIqn: fc.constantFrom('t1', 't2'),
  });
  const scopes = fc.constantFrom<LimitEntry['scope']>('lun', 'target', 'pool', 'array');
  const demands = fc.constantFrom(null, '1.5', '0.3', 'hosts * channels * csvs * 2');
  const channels = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 5, maxLength: 5 });
  fc.assert(
    fc.property(
      fc.array(anyLun, { minLength: 1, maxLength: 5 }),
      channels,
      scopes,
      demands,
      (luns, of, scope, demand) => {
        const entries = [limit({ scope, demand, value: 1000 })];
        const facts = luns.map((one, at): RegistrationLunFact => {
          const hosts = one.hosts.map((position) => host(position, of[position]));
          return { ...lun(at, hosts, { actual: null }), poolId: one.poolId, targetIqn: one.targetIqn };
        });
        const known = array(entries, { luns: facts });
        const csvs = luns.map(({ hosts, poolId, targetIqn }) => ({ hosts, pool: poolId, target: targetIqn }));
        const answer = fabricReservations({ storageModules: 1, channelsPerHostPerModule: of, csvs }, known.knowledge);
        const used = answer.ok ? tightest(answer.value.scopes)?.used : null;
        expect(effectOf([row('lun.clone', {})], known)).toMatchObject({ before: used, after: used });
      },
    ),
  );
});
