import { expect, test } from 'vitest';
import type { RegistrationsFact } from '#domain/fabric/facts.ts';
import { orderProblems } from '#domain/plans/order.ts';
import type { CheckState, Plan, Planned } from '#domain/plans/plan.ts';
import { carryOut, takeBack } from '#domain/testing/carry-out.ts';
import { ModelWorld } from '#domain/testing/model-world.ts';
import { sampleArray, sampleCsv, sampleHost, sampleKey, sampleMaskingSet } from '#domain/testing/sample-fabric.ts';
import type { CsvFact, RetireCsvFacts } from './csv-facts.ts';
import { planRetireCsv, significantRetireCsv } from './retire-csv.ts';

const until = '2026-02-08T10:00:00.000Z';
const facts = (change: Partial<RetireCsvFacts> = {}): RetireCsvFacts => ({
  csv: sampleCsv(1),
  array: sampleArray(),
  hosts: [sampleHost(1), sampleHost(2), sampleHost(3)],
  quarantineUntil: until,
  ...change,
});
const planOf = (known = facts()): Plan => {
  const planned = planRetireCsv({ lunId: 'csv-1' }, known);
  if (planned.kind === 'refused') throw new Error(JSON.stringify(planned.checks));
  return planned.plan;
};
const odd = (planned: Planned): [string, CheckState][] =>
  (planned.kind === 'plan' ? planned.plan.checks : planned.checks)
    .filter((check) => check.state !== 'passed')
    .map((check) => [check.code, check.state]);
const worldOf = ({ csv, hosts }: RetireCsvFacts) =>
  new ModelWorld({ csvs: [csv], maskingSets: csv.maskingSets, hosts });
const held = (change: Partial<RegistrationsFact>): RegistrationsFact => ({
  ...(sampleCsv(1).registrations as RegistrationsFact),
  ...change,
});
const withKey = (key: string, registered: number): Partial<CsvFact> => ({
  registrations: held({ registrants: { ...held({}).registrants, [key]: { registered, admitted: true } } }),
});

test('released by its holder, detached, dismissed, masked, put in quarantine', () => {
  const plan = planOf();
  expect(plan.title).toBe('Retire CSV csv-1');
  expect(plan.rows.map((row) => [row.key, row.system, row.needs])).toEqual([
    ['csv.release', 'hv-1', []],
    ['csv.host-1.detach', 'hv-1', ['csv.release']],
    ['csv.host-2.detach', 'hv-2', ['csv.release']],
    ['csv.host-1.dismiss', 'san-1', ['csv.host-1.detach']],
    ['csv.host-2.dismiss', 'san-1', ['csv.host-2.detach']],
    ['csv.unmask-1', 'san-1', ['csv.host-1.detach', 'csv.host-2.detach', 'csv.host-1.dismiss', 'csv.host-2.dismiss']],
    ['csv.quarantine', 'san-1', ['csv.unmask-1']],
  ]);
  expect(orderProblems(plan)).toEqual([]);
  expect(plan.rows[3]?.params).toEqual({ uniqueId: '00000000000000c1', keys: [sampleKey(1, 0), sampleKey(1, 1)] });
  expect(plan.rows[5]?.title).toBe('Take LUN csv-1 away from CL-1');
  expect(plan.effects).toMatchObject([{ key: 'quarantined', before: 0, after: 1 }, { key: 'held' }]);
  expect(odd({ kind: 'plan', plan })).toEqual([]);
});

test('carried out, nothing is registered and nobody sees it', () => {
  const world = worldOf(facts());
  expect(carryOut(world, planOf()).failures).toEqual([]);
  expect(world.shared.size).toBe(0);
  expect(world.read('san-1', 'lun', { uniqueId: '00000000000000c1' })).toMatchObject({
    value: { masking: {}, sessions: [], quarantinedUntil: until, registrations: { registrants: {}, holder: null } },
  });
});

test('taken back after any row, the world is as before', () => {
  const plan = planOf();
  for (let most = 0; most <= plan.rows.length; most += 1) {
    const world = worldOf(facts());
    const before = world.snapshot();
    expect(takeBack(world, plan, carryOut(world, plan, most))).toEqual([]);
    expect(world.snapshot()).toBe(before);
  }
});

test('nothing is released that nobody holds', () => {
  const csv = sampleCsv(1, { registrations: held({ holder: null }) });
  expect(planOf(facts({ csv })).rows[0]?.key).toBe('csv.host-1.detach');
});

test('what nobody has attached is only masked, and room that was kept is given back', () => {
  const registrants = { [sampleKey(2, 0)]: { registered: 0, admitted: true } };
  const csv = sampleCsv(1, { attachedHostIds: [], registrations: held({ registrants, holder: null }) });
  const known = facts({ csv });
  expect(planOf(known).rows.map((row) => row.key)).toEqual(['csv.host-2.dismiss', 'csv.unmask-1', 'csv.quarantine']);
  const world = worldOf(known);
  expect(carryOut(world, planOf(known)).failures).toEqual([]);
});

test('a host that is dead, with nothing of it left, does not keep a CSV from going', () => {
  const hosts = [sampleHost(1), sampleHost(2, { reachable: false })];
  const kept = Object.entries(held({}).registrants).map(([key, one]) => {
    return [key, [sampleKey(2, 0), sampleKey(2, 1)].includes(key) ? { registered: 0, admitted: true } : one];
  });
  const registrations = held({ registrants: Object.fromEntries(kept) });
  const csv = sampleCsv(1, { registrations, lun: { sessions: ['iqn.2026-01.lab:HV-1'] } });
  expect(planOf(facts({ csv, hosts })).rows.map((row) => row.key)).toEqual([
    ...['csv.release', 'csv.host-1.detach', 'csv.host-1.dismiss', 'csv.host-2.dismiss', 'csv.unmask-1'],
    'csv.quarantine',
  ]);
  const alive = sampleCsv(1, { registrations });
  expect(odd(planRetireCsv({ lunId: 'csv-1' }, facts({ csv: alive, hosts })))).toEqual([
    ['host_unreachable', 'refused'],
  ]);
});

test('registrations that a restart of the target took are detached all the same', () => {
  const csv = sampleCsv(1, { registrations: held({ registrants: {}, holder: null, lostAt: until }) });
  expect(planOf(facts({ csv })).rows.map((row) => row.key)).toEqual([
    'csv.host-1.detach',
    'csv.host-2.detach',
    'csv.unmask-1',
    'csv.quarantine',
  ]);
});

test.each<[code: string, known: Partial<RetireCsvFacts>]>([
  ['array_unreachable', { array: sampleArray({ reachable: false }) }],
  ['not_a_csv', { csv: sampleCsv(1, { lun: { kind: 'data' } }) }],
  ['host_unreachable', { hosts: [sampleHost(1), sampleHost(2, { reachable: false })] }],
  ['csv_address_unknown', { csv: sampleCsv(1, { lun: { portal: null } }) }],
  ['registrations_not_told', { csv: sampleCsv(1, { registrations: null }) }],
  ['stale_registrations', { csv: sampleCsv(1, withKey(sampleKey(9, 0), 1)) }],
  ['duplicate_registrations', { csv: sampleCsv(1, withKey(sampleKey(1, 0), 2)) }],
  ['unknown_registrations', { csv: sampleCsv(1, withKey('00000000000000aa', 1)) }],
  ['csv_in_use', { csv: sampleCsv(1, { disks: [{ vmId: 'vm-1', vm: 'web-1', position: 0, sizeBytes: null }] }) }],
])('%s is refused, and nothing else is odd', (code, known) => {
  expect(odd(planRetireCsv({ lunId: 'csv-1' }, facts(known)))).toEqual([[code, 'refused']]);
});

test('the remedy for stale registrations is a plan of its own', () => {
  const planned = planRetireCsv({ lunId: 'csv-1' }, facts({ csv: sampleCsv(1, withKey(sampleKey(9, 0), 1)) }));
  const refused = planned.kind === 'refused' ? planned.checks.find(({ state }) => state === 'refused') : undefined;
  expect(refused?.reason).toBe(`csv-1 has 1 stale key (${sampleKey(9, 0)}).`);
  expect(refused?.remedy).toMatchObject({ procedure: 'clear-stale-registrations', input: { lunIds: ['csv-1'] } });
});

test('one that is in quarantine already needs nothing', () => {
  const csv = sampleCsv(1, { lun: { quarantinedUntil: until, masking: {} }, maskingSets: [] });
  expect(planOf(facts({ csv })).nothingToDo).toBe('csv-1 is in quarantine already, until 2026-02-08.');
});

test('what the plan stands on', () => {
  const of = (known: Partial<RetireCsvFacts>) => JSON.stringify(significantRetireCsv(facts(known)));
  const before = of({});
  expect(of({ quarantineUntil: 'later', hosts: [sampleHost(3), sampleHost(2), sampleHost(1, { vmCount: 1 })] })).toBe(
    before,
  );
  expect(of({ csv: sampleCsv(1, { registrations: held({ generation: 99 }) }) })).toBe(before);
  expect(of({ csv: sampleCsv(1, { registrations: held({ holder: null }) }) })).not.toBe(before);
  expect(of({ csv: sampleCsv(1, withKey(sampleKey(9, 0), 1)) })).not.toBe(before);
  expect(of({ csv: sampleCsv(1, { lun: { sessions: [] } }) })).not.toBe(before);
  expect(of({ csv: sampleCsv(1, { maskingSets: [sampleMaskingSet()] }) })).not.toBe(before);
  expect(of({ hosts: [sampleHost(1, { channels: 3 }), sampleHost(2)] })).not.toBe(before);
});
