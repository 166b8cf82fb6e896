/** An exact fraction in lowest terms; `bottom` is positive. Registrations are counted, so no floating point comes near. */
export type Rational = { readonly top: bigint; readonly bottom: bigint };

export function rational(top: bigint, bottom = 1n): Rational {
  if (bottom === 0n) throw new RangeError('a fraction over zero');
  const sign = bottom < 0n ? -1n : 1n;
  const divisor = greatestDivisor(top, bottom);
  return { top: (sign * top) / divisor, bottom: (sign * bottom) / divisor };
}

export const add = (a: Rational, b: Rational) => rational(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);
export const subtract = (a: Rational, b: Rational) => add(a, { top: -b.top, bottom: b.bottom });
export const multiply = (a: Rational, b: Rational) => rational(a.top * b.top, a.bottom * b.bottom);
/** Throws RangeError when b is zero: ask `sign(b)` first. */
export const divide = (a: Rational, b: Rational) => rational(a.top * b.bottom, a.bottom * b.top);

/** -1, 0 or 1 as a < b, a = b, a > b. */
export function compare(a: Rational, b: Rational): -1 | 0 | 1 {
  const left = a.top * b.bottom;
  const right = b.top * a.bottom;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The smallest whole number that is not below: half a registration still takes a place in the array's table. */
export function ceiling({ top, bottom }: Rational): bigint {
  const quotient = top / bottom;
  return top > 0n && top % bottom !== 0n ? quotient + 1n : quotient;
}

/** '12', '1.5' -> the exact fraction; null for any other text. */
export function parseDecimal(text: string): Rational | null {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) return null;
  const [, whole = '', part = ''] = match;
  return rational(BigInt(whole + part), 10n ** BigInt(part.length));
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
