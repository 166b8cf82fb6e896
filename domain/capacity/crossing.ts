import { MAX_COUNT } from './whole-number.ts';

/**
 * The largest n from 1 to MAX_COUNT that fits, found by halving: `fits` must hold for a beginning of the range and for
 * nothing after it, which every accepted demand rule ensures. 0 = not even 1 fits; null = all fit, so nothing is crossed.
 */
export function largestWithin(fits: (n: number) => boolean): number | null {
  if (fits(MAX_COUNT)) return null;
  let fitting = 0;
  let crossing = MAX_COUNT;
  while (crossing - fitting > 1) {
    const middle = Math.floor((fitting + crossing) / 2);
    if (fits(middle)) fitting = middle;
    else crossing = middle;
  }
  return fitting;
}
