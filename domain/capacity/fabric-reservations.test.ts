import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ArrayKnowledge } from './array-knowledge.ts';
import type { DemandRule } from './demand-rules.ts';
import { type Fabric, fabricReservations } from './fabric-reservations.ts';
import type { LimitRecord } from './limits.ts';
import { reservations } from './reservations.ts';

/** The same cases on every run. */
fc.configureGlobal({ seed: 20_110_815 });

const limit = (scope: LimitRecord['scope'], value: number | null): LimitRecord => ({
  id: scope,
  arrayId: 'a',
  model: null,
  fromFirmware: null,
  beforeFirmware: null,
  scope,
  value,
  source: 'probe',
  date: null,
  confidence: 'high',
});
const rule = (expression: string): DemandRule => ({
  id: 'r',
  model: 'M',
  fromFirmware: null,
  beforeFirmware: null,
  demand: { kind: 'expression', expression },
  source: 's',
  date: null,
  confidence: 'low',
});
const of = (fabric: Fabric, knowledge: ArrayKnowledge = {}) => {
  const outcome = fabricReservations(fabric, knowledge);
  if (!outcome.ok) throw new Error(outcome.refusals.map((refusal) => refusal.sentence).join(' '));
  return outcome.value;
};
const three: Fabric = {
  storageModules: 2,
  channelsPerHostPerModule: [2, 4, 1],
  csvs: [
    { hosts: 'all', pool: 'p1', target: 't1' },
    { hosts: [0, 1], pool: 'p2', target: 't1' },
    { hosts: [2], pool: 'p2', target: 't2' },
    { hosts: [] },
  ],
};

test('each CSV counts the channels of the hosts that see it', () => {
  expect(of(three)).toMatchObject({
    reservations: 28,
    perCsv: [14, 12, 2, 0],
    verdict: 'unknown',
    room: { csvs: null, hosts: null },
  });
});

test('a limit is held against the fullest of what it counts over', () => {
  const limits = [limit('lun', 15), limit('pool', 20), limit('target', 100), limit('array', 1000)];
  const answered = of(three, { array: { arrayId: 'a' }, limits });
  expect(answered.scopes.map(({ scope, used, verdict }) => [scope, used, verdict])).toEqual([
    ['lun', 14, 'warning'],
    ['target', 26, 'within'],
    ['pool', 14, 'within'],
    ['array', 28, 'within'],
  ]);
  expect(answered).toMatchObject({ limit: 15, limitScope: 'lun', headroom: 1, room: { csvs: 0, hosts: 0 } });
});

test('room: further CSVs seen by all, further hosts like the largest', () => {
  const room = (...limits: LimitRecord[]) => of(three, { array: { arrayId: 'a' }, limits }).room;
  expect(room(limit('array', 28 + 14 * 3 + 13))).toEqual({ csvs: 3, hosts: 1 });
  expect(room(limit('lun', 14))).toEqual({ csvs: null, hosts: 0 });
  expect(room(limit('lun', 13))).toEqual({ csvs: 0, hosts: 0 });
  expect(room(limit('array', 27))).toEqual({ csvs: 0, hosts: 0 });
});

test('a rule is added up over the pairs and rounded up once', () => {
  const knowledge = { array: { model: 'M' }, rules: [rule('hosts * csvs * channels * modules / 4 * 3')] };
  expect(of({ ...three, storageModules: 1 }, knowledge)).toMatchObject({ reservations: 11, perCsv: [6, 5, 1, 0] });
});

test.each([
  [{ ...three, storageModules: 0 }, 'storageModules'],
  [{ ...three, channelsPerHostPerModule: [2, 0, 1] }, 'channelsPerHostPerModule[1]'],
  [{ ...three, csvs: [{ hosts: [7] }] }, 'csvs[0].hosts'],
])('a faulty fabric names its field', (fabric, field) => {
  expect(fabricReservations(fabric)).toMatchObject({ ok: false, refusals: [{ field }] });
});

test('a fabric without CSVs or hosts holds none', () => {
  expect(of({ storageModules: 1, channelsPerHostPerModule: [], csvs: [] }).reservations).toBe(0);
});

const count = fc.integer({ min: 1, max: 40 });

test('equal hosts that see everything give what the uniform formula gives, with the same crossing', () => {
  fc.assert(
    fc.property(
      count,
      count,
      count,
      count,
      fc.integer({ min: 0, max: 2_000_000 }),
      (hosts, storageModules, channelsPerHostPerModule, csvs, value) => {
        const knowledge = { array: { arrayId: 'a' }, limits: [limit('array', value), limit('lun', 100_000)] };
        const uniform = reservations({ hosts, storageModules, channelsPerHostPerModule, csvs }, knowledge);
        const everyone = Uint32Array.from({ length: hosts }, (_, at) => at);
        const each = of(
          {
            storageModules,
            channelsPerHostPerModule: new Array(hosts).fill(channelsPerHostPerModule),
            csvs: Array.from({ length: csvs }, (_, at) => ({ hosts: at % 2 ? 'all' : everyone })),
          },
          knowledge,
        );
        if (!uniform.ok) throw new Error('refused');
        const { reservations: total, verdict, headroom, limitScope, crossing } = uniform.value;
        expect(each).toMatchObject({ reservations: total, verdict, headroom, limitScope });
        if (verdict === 'exceeded') return;
        expect(csvs + (each.room.csvs ?? 0)).toBe(crossing.csvs);
        expect(hosts + (each.room.hosts ?? 0)).toBe(crossing.hosts);
      },
    ),
  );
});

test('the order of hosts and of CSVs does not matter, and another pair never needs fewer', () => {
  const fabric = fc.record({
    channels: fc.array(count, { minLength: 1, maxLength: 12 }),
    seed: fc.array(fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), { maxLength: 8 }),
  });
  fc.assert(
    fc.property(fabric, ({ channels, seed }) => {
      const sets = seed.map((coins) => channels.map((_, host) => host).filter((host) => coins[host]));
      const total = (list: number[], csvs: number[][]) =>
        of({ storageModules: 3, channelsPerHostPerModule: list, csvs: csvs.map((hosts) => ({ hosts })) }).reservations;
      const exact = sets.flat().reduce((sum, host) => sum + 3n * BigInt(channels[host] ?? 0), 0n);
      expect(BigInt(total(channels, sets))).toBe(exact);
      const last = channels.length - 1;
      expect(total(channels.toReversed(), sets.map((set) => set.map((host) => last - host)).toReversed())).toBe(
        Number(exact),
      );
      expect(total([...channels, 1], [...sets, [channels.length]])).toBe(Number(exact) + 3);
    }),
  );
});
