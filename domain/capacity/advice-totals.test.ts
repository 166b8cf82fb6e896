import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adviceTotals, copyHours, loadsNow } from './advice-totals.ts';
import { advisorModel } from './advisor-model.ts';
import { madeCsv, madeInput, madeVm } from './made-inventory.ts';

/** The same cases on every run. */
fc.configureGlobal({ seed: 20_110_815 });

test('totals over the CSVs that count', () => {
  const csvs = [madeCsv('a', { otherBytes: 50 }), madeCsv('b', { sizeBytes: 100 }), madeCsv('c')];
  const model = advisorModel(madeInput({ csvs, vms: [madeVm('v', 'a', 100), madeVm('w', 'b', 130)] }));
  expect(adviceTotals(model, loadsNow(model), (csv) => csv < 2)).toEqual({
    csvs: 2,
    luns: 2,
    registrations: 8,
    sizeBytes: 1100,
    usedBytes: 280,
    freeBytes: 850,
  });
});

test('hours of copying, rounded up to hundredths', () => {
  expect(copyHours(0, 100)).toBe(0);
  expect(copyHours(360e9, 100)).toBe(1);
  expect(copyHours(360e9 + 1, 100)).toBe(1.01);
  expect(copyHours(1, 1_000_000)).toBe(0.01);
});

test('more bytes never take less time, and it is always a number', () => {
  const bytes = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
  fc.assert(
    fc.property(bytes, bytes, fc.integer({ min: 1, max: 1_000_000 }), (a, b, speed) => {
      const [less, more] = a < b ? [a, b] : [b, a];
      expect(copyHours(less, speed)).toBeLessThanOrEqual(copyHours(more, speed));
      expect(Number.isFinite(copyHours(more, speed))).toBe(true);
    }),
  );
});
