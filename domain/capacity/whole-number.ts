import type { CapacityRefusal } from './outcome.ts';

/** Above this a count is a typing error, not a fabric: the largest published cluster has 64 nodes. */
export const MAX_COUNT = 1_000_000;

type Range = { min?: number; max?: number };

/** Why `value` is not a whole number within [min, max] (default 1 to MAX_COUNT), or null when it is one. */
export function refuseCount(field: string, value: unknown, { min = 1, max = MAX_COUNT }: Range = {}) {
  const remedy = `Give a whole number from ${min} to ${max}.`;
  if (typeof value !== 'number' || Number.isNaN(value))
    return refusal('not_a_number', field, `${field} is not a number.`, remedy);
  if (value > max) return refusal('too_large', field, `${field} is ${value}: larger than ${max}.`, remedy);
  if (value < 0 && min <= 0) return refusal('negative', field, `${field} is ${value}: less than zero.`, remedy);
  if (value < min) {
    const code = min === 1 ? 'not_positive' : 'out_of_range';
    return refusal(code, field, `${field} is ${value}: at least ${min} is needed.`, remedy);
  }
  if (!Number.isInteger(value))
    return refusal('fractional', field, `${field} is ${value}: not a whole number.`, remedy);
  return null;
}

/** As refuseCount, for a size in bytes: zero is a size, and it must be exact in a JSON number (below 2^53). */
export function refuseBytes(field: string, value: unknown, min = 0): CapacityRefusal | null {
  return refuseCount(field, value, { min, max: Number.MAX_SAFE_INTEGER });
}

/** Sum of whole numbers, or null where it is too large to be exact in a JSON number. */
export function exactSum(values: Iterable<number>): number | null {
  let sum = 0;
  for (const value of values) {
    sum += value;
    if (!Number.isSafeInteger(sum)) return null;
  }
  return sum;
}

/** For a total that is too large to be exact. */
export function refuseTotal(field: string): CapacityRefusal {
  const sentence = `${field} add up to more than 2^53, where figures stop being exact.`;
  return refusal('result_too_large', field, sentence, 'Calculate a part of the fabric at a time.');
}

function refusal(code: CapacityRefusal['code'], field: string, sentence: string, remedy: string): CapacityRefusal {
  return { code, field, sentence, remedy };
}
