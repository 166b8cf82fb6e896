import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RegistrationsFact } from '#domain/fabric/facts.ts';
import { orderProblems } from '#domain/plans/order.ts';
import type { CheckState, Plan, Planned } from '#domain/plans/plan.ts';
import { carryOut } from '#domain/testing/carry-out.ts';
import { ModelWorld } from '#domain/testing/model-world.ts';
import { sampleArray, sampleClusterSet, sampleCsv, sampleHost, sampleKey } from '#domain/testing/sample-fabric.ts';
import { planClearStaleRegistrations, significantClearStaleRegistrations } from './clear-stale-registrations.ts';
import type { ClearStaleRegistrationsFacts, CsvFact } from './csv-facts.ts';

const ID = '00000000000000c1';
type Held = { [key: string]: number | 'room' };
const whole: Held = { [sampleKey(1, 0)]: 1, [sampleKey(1, 1)]: 1, [sampleKey(2, 0)]: 1, [sampleKey(2, 1)]: 1 };
const holding = (keys: Held, holder = sampleKey(1, 0)): RegistrationsFact => ({
  registrants: Object.fromEntries(
    Object.entries(keys).map(([key, count]) => [key, { registered: count === 'room' ? 0 : count, admitted: true }]),
  ),
  ...{ generation: 1, holder: { key: holder, type: 5 }, lostAt: null },
});
const csvWith = (keys: Held, change: Parameters<typeof sampleCsv>[1] = {}, holder?: string): CsvFact =>
  sampleCsv(1, { registrations: holding(keys, holder), ...change });
const facts = (csv: CsvFact, change: Partial<ClearStaleRegistrationsFacts> = {}): ClearStaleRegistrationsFacts => ({
  csvs: [csv],
  arrays: [sampleArray()],
  hosts: [sampleHost(1), sampleHost(2), sampleHost(3, { reachable: false })],
  ...change,
});
const plan = (known: ClearStaleRegistrationsFacts) => planClearStaleRegistrations({ lunIds: ['csv-1'] }, known);
const planOf = (known: ClearStaleRegistrationsFacts): Plan => {
  const planned = plan(known);
  if (planned.kind === 'refused') throw new Error(JSON.stringify(planned.checks));
  return planned.plan;
};
const odd = (planned: Planned): [string, CheckState][] =>
  (planned.kind === 'plan' ? planned.plan.checks : planned.checks)
    .filter((check) => check.state !== 'passed')
    .map((check) => [check.code, check.state]);
const worldOf = ({ csvs, hosts }: ClearStaleRegistrationsFacts) =>
  new ModelWorld({ csvs, maskingSets: csvs.flatMap((csv) => csv.maskingSets), hosts });
const registrantsAfter = (known: ClearStaleRegistrationsFacts) => {
  const world = worldOf(known);
  expect(carryOut(world, planOf(known)).failures).toEqual([]);
  const { value } = world.read('san-1', 'lun', { uniqueId: ID }) as { value: { registrations: RegistrationsFact } };
  return value.registrations;
};

const dead = { ...whole, [sampleKey(3, 0)]: 1, [sampleKey(3, 1)]: 1 };

test('the array takes the keys of a dead host away, in one row that says why each is stale', () => {
  const { rows, title, changes, effects } = planOf(facts(csvWith(dead)));
  expect(title).toBe('Clear 2 stale keys on csv-1');
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({
    ...{ key: 'csv-1.preempt', item: 'csv-1', system: 'san-1', operation: 'registrations.preempt' },
    params: { uniqueId: ID, keys: [sampleKey(3, 0), sampleKey(3, 1)].sort() },
  });
  const undo = rows[0]?.undo;
  expect(undo?.kind === 'irreversible' && undo.why).toContain('A dead session cannot be registered again');
  expect(undo?.kind === 'irreversible' && undo.why).toContain(
    `${sampleKey(3, 1)} (The LUN is no longer presented to HV-3)`,
  );
  expect(changes.map(({ field, after }) => [field, after])).toEqual(
    [sampleKey(3, 0), sampleKey(3, 1)].sort().map((key) => [`key ${key}`, null]),
  );
  expect(effects).toMatchObject([{ key: 'stale', before: 2, after: 0 }]);
  const { registrants, holder } = registrantsAfter(facts(csvWith(dead)));
  expect(Object.keys(registrants).sort()).toEqual(Object.keys(whole).sort());
  expect(holder).toEqual({ key: sampleKey(1, 0), type: 5 });
});

test('the reservation that a dead host held is taken over by a living one', () => {
  const known = facts(csvWith(dead, {}, sampleKey(3, 0)));
  expect(planOf(known).rows[0]).toMatchObject({ system: 'hv-1', operation: 'shared-disk.preempt' });
  expect(planOf(known).rows[0]?.proof?.expect).toContainEqual({ path: ['holder', 'type'], is: 5 });
  expect(registrantsAfter(known).holder).toEqual({ key: sampleKey(1, 0), type: 5 });
});

test('the room of what a host took away is given back by the next plan, and that can be undone', () => {
  const known = facts(csvWith(dead, {}, sampleKey(3, 0)));
  expect(odd(plan(known))).toEqual([['room_stays', 'warning']]);
  const after = registrantsAfter(known);
  expect(after.registrants[sampleKey(3, 0)]).toEqual({ registered: 0, admitted: true });
  const again = facts(sampleCsv(1, { registrations: after }));
  expect(planOf(again).rows.map((row) => [row.key, row.system, row.undo.kind])).toEqual([
    ['csv-1.dismiss', 'san-1', 'operation'],
  ]);
  expect(odd(plan(again))).toEqual([]);
  expect(Object.keys(registrantsAfter(again).registrants).sort()).toEqual(Object.keys(whole).sort());
});

test('where nobody alive has it attached the array does it, with the room', () => {
  const csv = csvWith({ [sampleKey(3, 0)]: 1, [sampleKey(3, 1)]: 2 }, { attachedHostIds: [], lun: { sessions: [] } });
  const known = facts(csv);
  expect(planOf(known).rows.map((row) => [row.key, row.system, row.operation])).toEqual([
    ['csv-1.preempt', 'san-1', 'registrations.preempt'],
  ]);
  expect(odd(plan(known))).toEqual([]);
  expect(registrantsAfter(known).registrants).toEqual({});
});

test('a living host does not preempt what is its own: another one does, or the array', () => {
  const gone = { ...whole, [sampleKey(1, 2)]: 1 };
  const held = sampleKey(1, 2);
  expect(planOf(facts(csvWith(gone, {}, held))).rows[0]?.system).toBe('hv-2');
  const alone = csvWith({ [sampleKey(1, 0)]: 1, [held]: 1 }, { attachedHostIds: ['host-1'] }, held);
  expect(planOf(facts(alone)).rows[0]?.operation).toBe('registrations.preempt');
});

test('a host whose agent does not answer is not asked', () => {
  const hosts = [sampleHost(1, { reachable: false }), sampleHost(2), sampleHost(3)];
  expect(planOf(facts(csvWith(dead, {}, sampleKey(3, 0)), { hosts })).rows[0]?.system).toBe('hv-2');
});

test('room is given back first, what is registered is taken away last', () => {
  const known = facts(csvWith({ ...whole, [sampleKey(8, 0)]: 'room', [sampleKey(9, 0)]: 1 }));
  const { rows } = planOf(known);
  expect(rows.map((row) => [row.key, row.needs])).toEqual([
    ['csv-1.dismiss', []],
    ['csv-1.preempt', ['csv-1.dismiss']],
  ]);
  expect(orderProblems(planOf(known))).toEqual([]);
  expect(registrantsAfter(known).registrants[sampleKey(8, 0)]).toBeUndefined();
});

test('what is alive, a duplicate, missing or of others is never touched', () => {
  const keys = { ...whole, [sampleKey(1, 0)]: 2, '00000000000000aa': 1, [sampleKey(2, 1)]: 'room' as const };
  const answer = planOf(facts(csvWith(keys)));
  expect(answer.rows).toEqual([]);
  expect(answer.nothingToDo).toBe('No stale registration is there.');
  expect(answer.title).toBe('Clear stale registrations on csv-1');
  const stale = planOf(facts(csvWith({ ...keys, [sampleKey(9, 0)]: 1 })));
  expect(stale.rows[0]?.params.keys).toEqual([sampleKey(9, 0)]);
  expect(stale.checks.find(({ code }) => code === 'living_left_alone')?.reason).toBe(
    '2 registered, 1 duplicate and 1 unknown keys stay.',
  );
});

test('one item for each CSV that has any', () => {
  const csvs = [
    csvWith(dead),
    sampleCsv(2),
    sampleCsv(3, { registrations: holding({ ...whole, [sampleKey(9, 0)]: 1 }) }),
  ];
  const answer = planOf(facts(csvWith(dead), { csvs }));
  expect(answer.title).toBe('Clear 3 stale keys on 2 CSVs');
  expect(answer.items.map(({ key, title }) => [key, title])).toEqual([
    ['csv-1', 'csv-1'],
    ['csv-3', 'csv-3'],
  ]);
});

test('more than an operation names are left for another plan', () => {
  const many = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [sampleKey(100 + at, 0), 1]));
  const known = facts(csvWith({ ...whole, ...many }));
  expect(planOf(known).rows[0]?.params.keys).toHaveLength(256);
  expect(odd(plan(known))).toContainEqual(['stale_registrations_many', 'warning']);
  expect(planOf(known).effects[0]).toMatchObject({ before: 300, after: 44 });
});

test.each<[code: string, state: CheckState, csv: CsvFact, change: Partial<ClearStaleRegistrationsFacts>]>([
  ['array_unreachable', 'refused', csvWith(dead), { arrays: [sampleArray({ reachable: false })] }],
  ['not_a_csv', 'refused', sampleCsv(1, { lun: { kind: 'data' } }), {}],
  ['registrations_not_told_by_some', 'warning', sampleCsv(1, { registrations: null }), {}],
  ['room_stays', 'warning', csvWith(dead, {}, sampleKey(3, 0)), {}],
])('%s is %s', (code, state, csv, change) => {
  expect(odd(plan(facts(csv, change)))).toContainEqual([code, state]);
});

test('any CSV is left with the living and the strangers, and with nothing stale that was registered', () => {
  const keys = fc.dictionary(
    fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 3 }))
      .map(([of, channel]) => sampleKey(of, channel)),
    fc.oneof(fc.constant<'room'>('room'), fc.integer({ min: 1, max: 3 })),
  );
  const live = fc.subarray(['iqn.2026-01.lab:hv-1', 'iqn.2026-01.lab:hv-2']);
  const attached = fc.subarray(['host-1', 'host-2']);
  fc.assert(
    fc.property(keys, live, attached, fc.boolean(), (held, sessions, attachedHostIds, stranger) => {
      const all: Held = stranger ? { ...held, '00000000000000aa': 1 } : held;
      const csv = csvWith(all, { attachedHostIds, lun: { sessions }, maskingSets: [sampleClusterSet()] }, '');
      const known = facts({ ...csv, registrations: { ...holding(all), holder: null } });
      const answer = planOf(known);
      if (answer.nothingToDo !== null) return;
      expect(orderProblems(answer)).toEqual([]);
      const named = new Set(answer.rows.flatMap((row) => row.params.keys as string[]));
      const after = registrantsAfter(known).registrants;
      for (const [key, count] of Object.entries(all)) {
        if (named.has(key)) expect(after[key]?.registered ?? 0).toBe(0);
        else expect(after[key]?.registered).toBe(count === 'room' ? 0 : count);
      }
      const left = { ...csv, registrations: { ...holding({}), holder: null, registrants: after } };
      for (const row of planOf(facts(left)).rows) expect(row.operation).toBe('registrations.dismiss');
    }),
  );
});

test('what the plan stands on', () => {
  const of = (csv: CsvFact, change: Partial<ClearStaleRegistrationsFacts> = {}) =>
    JSON.stringify(significantClearStaleRegistrations(facts(csv, change)));
  const before = of(csvWith(dead));
  expect(of(csvWith(dead), { hosts: [sampleHost(3, { reachable: false }), sampleHost(2), sampleHost(1)] })).toBe(
    before,
  );
  expect(of(csvWith(dead), { csvs: [sampleCsv(2), csvWith(dead)] })).toBe(before);
  // It has come back.
  const back = { masking: {}, sessions: [1, 2, 3].map((number) => `iqn.2026-01.lab:hv-${number}`) };
  const set = sampleClusterSet({ initiators: back.sessions });
  expect(of(csvWith(dead, { lun: { sessions: back.sessions }, maskingSets: [set] }))).not.toBe(before);
  expect(of(csvWith(dead, { attachedHostIds: [] }))).not.toBe(before);
  expect(of(csvWith(whole))).not.toBe(before);
});
