import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sumHostSets } from './host-sets.ts';

/** The same cases on every run. */
fc.configureGlobal({ seed: 20_110_815 });

const weights = Float64Array.of(1, 2, 4, 8);

test('each set adds up its hosts; the same object is counted for each CSV that has it', () => {
  const shared = Uint32Array.of(0, 3);
  expect(sumHostSets(weights, ['all', [], [1, 2], shared, shared])).toEqual({ ok: true, value: [15, 0, 6, 9, 9] });
});

test.each([
  [[4], 'unknown_reference'],
  [[-1], 'unknown_reference'],
  [[0.5], 'unknown_reference'],
  [[Number.NaN], 'unknown_reference'],
  [[1, 1], 'duplicate'],
])('hosts %j are refused as %s', (set, code) => {
  expect(sumHostSets(weights, [[0], set])).toMatchObject({ ok: false, refusals: [{ code, field: 'csvs[1].hosts' }] });
});

test('lists and typed arrays give the sum that a plain loop gives', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(1000), { minLength: 1, maxLength: 40 }),
      fc.infiniteStream(fc.boolean()),
      (list, coin) => {
        const set = list.map((_, host) => host).filter(() => coin.next().value);
        const sum = set.reduce((total, host) => total + (list[host] ?? 0), 0);
        const backwards = set.toReversed();
        expect(sumHostSets(Float64Array.from(list), [set, backwards])).toEqual({ ok: true, value: [sum, sum] });
        expect(sumHostSets(Float64Array.from(list), [set, Uint32Array.from(set)])).toEqual({
          ok: true,
          value: [sum, sum],
        });
      },
    ),
  );
});
