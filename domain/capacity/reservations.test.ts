import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ArrayKnowledge } from './array-knowledge.ts';
import type { DemandRule } from './demand-rules.ts';
import type { LimitRecord } from './limits.ts';
import { reservations, type UniformFabric } from './reservations.ts';

/** The same cases on every run. */
fc.configureGlobal({ seed: 20_110_815 });

const fabric = (
  hosts: number,
  storageModules: number,
  channelsPerHostPerModule: number,
  csvs: number,
): UniformFabric => ({
  hosts,
  storageModules,
  channelsPerHostPerModule,
  csvs,
});
const limit = (value: number | null, scope: LimitRecord['scope'] = 'array'): LimitRecord => ({
  id: `l-${scope}`,
  arrayId: 'a1',
  model: null,
  fromFirmware: null,
  beforeFirmware: null,
  scope,
  value,
  source: 'probe',
  date: '2025-05-01',
  confidence: 'high',
});
const rule = (demand: DemandRule['demand'], over: Partial<DemandRule> = {}): DemandRule => ({
  id: 'r',
  model: 'M',
  fromFirmware: null,
  beforeFirmware: null,
  demand,
  source: 'vendor support',
  date: null,
  confidence: 'medium',
  ...over,
});
const of = (uniform: UniformFabric, knowledge: ArrayKnowledge = {}) => {
  const outcome = reservations(uniform, knowledge);
  if (!outcome.ok) throw new Error(outcome.refusals.map((refusal) => refusal.sentence).join(' '));
  return outcome.value;
};
const known = (...limits: LimitRecord[]): ArrayKnowledge => ({ array: { arrayId: 'a1' }, limits });

describe('vectors', () => {
  test.each([
    [fabric(2, 1, 2, 4), 16],
    [fabric(2, 2, 2, 4), 32],
    [fabric(2, 4, 2, 8), 128],
  ])('%j needs %i', (uniform, needed) => {
    expect(of(uniform)).toMatchObject({ reservations: needed, verdict: 'unknown', limit: null, headroom: null });
  });

  test('the formula is shown worked', () => {
    expect(of(fabric(2, 2, 2, 4)).formula).toBe('2 hosts × (2 modules × 2 channels) × 4 CSVs = 32');
  });
});

test('a limit gives verdict, headroom and the crossing point of each count', () => {
  expect(of(fabric(2, 4, 2, 8), known(limit(150)))).toMatchObject({
    limit: 150,
    limitScope: 'array',
    headroom: 22,
    verdict: 'warning',
    crossing: { hosts: 2, storageModules: 4, channelsPerHostPerModule: 2, csvs: 9 },
  });
  expect(of(fabric(2, 4, 2, 8), known(limit(127)))).toMatchObject({
    headroom: -1,
    verdict: 'exceeded',
    crossing: { csvs: 7, hosts: 1 },
  });
  expect(of(fabric(2, 4, 2, 8), known(limit(10)))).toMatchObject({ crossing: { csvs: 0, hosts: 0 } });
});

test('a limit per LUN counts one CSV: more CSVs never cross it', () => {
  expect(of(fabric(2, 4, 2, 8), known(limit(16, 'lun')))).toMatchObject({
    perLun: 16,
    limitScope: 'lun',
    headroom: 0,
    verdict: 'warning',
    crossing: { csvs: null, hosts: 2 },
  });
});

test('of several limits the tightest is named, and all are listed', () => {
  const both = of(fabric(2, 4, 2, 8), known(limit(1000), limit(17, 'lun'), limit(null, 'pool')));
  expect(both).toMatchObject({ limit: 17, limitScope: 'lun', headroom: 1 });
  expect(both.scopes.map(({ scope, verdict }) => [scope, verdict])).toEqual([
    ['lun', 'warning'],
    ['pool', 'unknown'],
    ['array', 'within'],
  ]);
});

test('a firmware update may raise the demand; with the firmware unknown the higher demand is taken', () => {
  const rules = [
    rule({ kind: 'multiplier', multiplier: 1 }, { id: 'old', beforeFirmware: '9.0' }),
    rule({ kind: 'multiplier', multiplier: 1.5 }, { id: 'new', fromFirmware: '9.0' }),
  ];
  const needs = (firmware: string | null) => of(fabric(2, 1, 2, 4), { array: { model: 'M', firmware }, rules });
  expect(needs('8.9').reservations).toBe(16);
  expect(needs('9.1').reservations).toBe(24);
  expect(needs(null)).toMatchObject({
    reservations: 24,
    notes: expect.arrayContaining([expect.stringContaining('2 rules')]),
  });
});

test('an expression is evaluated exactly and rounded up', () => {
  const rules = [rule({ kind: 'expression', expression: 'hosts * channels * csvs / 3 + modules' })];
  expect(of(fabric(2, 1, 2, 4), { array: { model: 'M' }, rules }).reservations).toBe(7);
});

test('an unusable rule is refused rather than ignored', () => {
  const rules = [rule({ kind: 'expression', expression: 'hosts -' })];
  expect(reservations(fabric(1, 1, 1, 1), { array: { model: 'M' }, rules })).toMatchObject({
    ok: false,
    refusals: [{ code: 'bad_expression' }],
  });
});

test('every bad count is named, not only the first', () => {
  const outcome = reservations(fabric(0, -1, 1.5, Number.NaN));
  expect(outcome.ok ? [] : outcome.refusals.map(({ field, code }) => [field, code])).toEqual([
    ['hosts', 'not_positive'],
    ['storageModules', 'not_positive'],
    ['channelsPerHostPerModule', 'fractional'],
    ['csvs', 'not_a_number'],
  ]);
  expect(reservations(fabric(1e6, 1e6, 1e6, 1e6))).toMatchObject({
    ok: false,
    refusals: [{ code: 'result_too_large' }],
  });
});

const count = fc.integer({ min: 1, max: 1_000 });
const uniform = fc.record({ hosts: count, storageModules: count, channelsPerHostPerModule: count, csvs: count });

describe('properties', () => {
  test('symmetric: the four counts may change places', () => {
    fc.assert(
      fc.property(uniform, (f) => {
        const turned = fabric(f.csvs, f.hosts, f.storageModules, f.channelsPerHostPerModule);
        expect(of(turned).reservations).toBe(of(f).reservations);
      }),
    );
  });

  test('monotone: one more of anything never needs fewer, and never turns a verdict better', () => {
    const order = ['within', 'warning', 'exceeded'];
    fc.assert(
      fc.property(
        uniform,
        fc.constantFrom('hosts', 'storageModules', 'channelsPerHostPerModule', 'csvs'),
        fc.integer({ min: 0, max: 1e12 }),
        (f, which, value) => {
          const fewer = of(f, known(limit(value)));
          const more = of({ ...f, [which]: f[which as 'hosts'] + 1 }, known(limit(value)));
          expect(more.reservations).toBeGreaterThan(fewer.reservations);
          expect(order.indexOf(more.verdict)).toBeGreaterThanOrEqual(order.indexOf(fewer.verdict));
        },
      ),
    );
  });

  test('exact at 10^4 hosts × 10^3 channels × 10^4 CSVs', () => {
    const big = fc.record({
      hosts: fc.integer({ min: 1, max: 10_000 }),
      storageModules: fc.integer({ min: 1, max: 10 }),
      channelsPerHostPerModule: fc.integer({ min: 1, max: 1_000 }),
      csvs: fc.integer({ min: 1, max: 10_000 }),
    });
    fc.assert(
      fc.property(big, (f) => {
        const exact = BigInt(f.hosts) * BigInt(f.storageModules) * BigInt(f.channelsPerHostPerModule) * BigInt(f.csvs);
        expect(BigInt(of(f).reservations)).toBe(exact);
      }),
    );
    expect(of(fabric(10_000, 1, 1_000, 10_000)).reservations).toBe(100_000_000_000);
  });

  test('the crossing point fits and one more does not', () => {
    fc.assert(
      fc.property(uniform, fc.integer({ min: 0, max: 1_000_000 }), (f, value) => {
        const { crossing } = of(f, known(limit(value)));
        const at = (csvs: number) => of({ ...f, csvs }, known(limit(value))).verdict;
        if (crossing.csvs === null) throw new Error('a limit of the array is crossed somewhere');
        if (crossing.csvs > 0) expect(at(crossing.csvs)).not.toBe('exceeded');
        expect(at(crossing.csvs + 1)).toBe('exceeded');
      }),
      { numRuns: 50 },
    );
  });

  test('any input at all gives finite figures or refusals', () => {
    const anything = fc.oneof(
      fc.double(),
      fc.integer(),
      fc.constantFrom(null, undefined, '3', {}, []),
      fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 1e308),
    );
    fc.assert(
      fc.property(anything, anything, anything, anything, (a, b, c, d) => {
        const outcome = reservations(fabric(a as number, b as number, c as number, d as number), known(limit(100)));
        if (outcome.ok) expect(Number.isSafeInteger(outcome.value.reservations)).toBe(true);
        else expect(outcome.refusals.length).toBeGreaterThan(0);
      }),
    );
  });
});
