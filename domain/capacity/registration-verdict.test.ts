import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LimitRecord } from './limits.ts';
import { registrationVerdict, scopeVerdict, tightest } from './registration-verdict.ts';

/** The same cases on every run. */
fc.configureGlobal({ seed: 20_110_815 });

const record = (scope: LimitRecord['scope'], value: number | null): LimitRecord => ({
  id: scope,
  arrayId: 'a',
  model: null,
  fromFirmware: null,
  beforeFirmware: null,
  scope,
  value,
  source: 's',
  date: null,
  confidence: 'low',
});

test.each([
  [79, 100, 'within'],
  [80, 100, 'warning'],
  [100, 100, 'warning'],
  [101, 100, 'exceeded'],
  [1, 0, 'exceeded'],
  [128, null, 'unknown'],
])('%i of %s: %s', (used, limit, verdict) => {
  expect(registrationVerdict(used, limit)).toBe(verdict);
});

test('the verdict only gets worse as registrations grow', () => {
  const order = ['within', 'warning', 'exceeded'];
  const count = fc.nat(Number.MAX_SAFE_INTEGER);
  fc.assert(
    fc.property(count, count, count, (a, b, limit) => {
      const [few, many] = a < b ? [a, b] : [b, a];
      expect(order.indexOf(registrationVerdict(few, limit))).toBeLessThanOrEqual(
        order.indexOf(registrationVerdict(many, limit)),
      );
    }),
  );
});

test('the tightest is the one with the largest used share; unknown limits never are', () => {
  const lun = scopeVerdict(record('lun', 16), 12);
  const array = scopeVerdict(record('array', 1000), 700);
  const pool = scopeVerdict(record('pool', null), 700);
  expect(tightest([array, lun, pool])).toBe(lun);
  expect(tightest([pool])).toBeNull();
  expect(tightest([])).toBeNull();
  expect(pool).toMatchObject({ verdict: 'unknown', headroom: null });
  expect(scopeVerdict(record('lun', 16), 20).headroom).toBe(-4);
});

test('a limit of zero is tighter than any other', () => {
  const none = scopeVerdict(record('lun', 0), 1);
  const over = scopeVerdict(record('array', 1), 1000);
  expect(tightest([over, none])).toBe(none);
});
