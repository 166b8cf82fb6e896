import fc from 'fast-check';
import { expect, test } from 'vitest';
import { largestWithin } from './crossing.ts';
import { MAX_COUNT } from './whole-number.ts';

/** The same cases on every run. */
fc.configureGlobal({ seed: 20_110_815 });

test('the last that fits is found in about twenty looks', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: MAX_COUNT - 1 }), (last) => {
      let looks = 0;
      const fits = (n: number) => {
        looks++;
        return n <= last;
      };
      expect(largestWithin(fits)).toBe(last);
      expect(looks).toBeLessThanOrEqual(21);
    }),
  );
});

test('where everything fits nothing is crossed', () => {
  expect(largestWithin(() => true)).toBeNull();
  expect(largestWithin(() => false)).toBe(0);
});
