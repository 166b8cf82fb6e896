/**
 * What a calculator answers: a value, or every reason why there is none. A calculator never answers NaN or Infinity:
 * input it cannot count with exactly is refused by name.
 */
export type Outcome<T> = { ok: true; value: T } | { ok: false; refusals: readonly CapacityRefusal[] };

/** `field` is the path of the input that is wrong ('hosts', 'csvs[3].hosts'); the remedy says what would be accepted. */
export type CapacityRefusal = { code: RefusalCode; field: string; sentence: string; remedy: string };

export type RefusalCode =
  | 'not_a_number'
  | 'fractional'
  | 'not_positive'
  | 'negative'
  | 'too_large'
  | 'result_too_large'
  | 'out_of_range'
  | 'empty'
  | 'duplicate'
  | 'unknown_reference'
  | 'contradictory'
  | 'bad_expression'
  | 'not_additive';

export function answer<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function refuse(refusals: readonly CapacityRefusal[]): { ok: false; refusals: readonly CapacityRefusal[] } {
  return { ok: false, refusals };
}
