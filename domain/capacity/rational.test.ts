import fc from 'fast-check';
import { expect, test } from 'vitest';
import { add, ceiling, compare, divide, multiply, parseDecimal, rational, subtract } from './rational.ts';

/** The same cases on every run. */
fc.configureGlobal({ seed: 20_110_815 });

const fraction = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 9n }))
  .map(([top, bottom]) => rational(top, bottom));

test('fractions are kept in lowest terms with a positive denominator', () => {
  expect(rational(6n, -4n)).toEqual({ top: -3n, bottom: 2n });
  expect(rational(0n, 5n)).toEqual({ top: 0n, bottom: 1n });
  expect(() => rational(1n, 0n)).toThrow(RangeError);
});

test('subtraction undoes addition and division undoes multiplication, exactly', () => {
  fc.assert(
    fc.property(fraction, fraction, (a, b) => {
      expect(subtract(add(a, b), b)).toEqual(a);
      if (b.top !== 0n) expect(divide(multiply(a, b), b)).toEqual(a);
    }),
  );
});

test('the ceiling is the only whole number in [a, a + 1)', () => {
  fc.assert(
    fc.property(fraction, (a) => {
      const top = rational(ceiling(a));
      expect(compare(top, a)).toBeGreaterThanOrEqual(0);
      expect(compare(top, add(a, rational(1n)))).toBe(-1);
    }),
  );
});

test('decimals are read exactly and nothing else is read', () => {
  expect(parseDecimal('1.50')).toEqual({ top: 3n, bottom: 2n });
  expect(parseDecimal('0.1')).toEqual({ top: 1n, bottom: 10n });
  for (const text of ['', '.5', '1.', '1e3', '-1', ' 1', '0x10', '１']) expect(parseDecimal(text)).toBeNull();
});
