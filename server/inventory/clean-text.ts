/** Longest text that is kept of what a guest or an array reports. */
export const MAX_TEXT = 10_000;
/** Longest text in a column with an index: a Postgres index entry holds about 2,700 bytes, a character takes up to 4. */
export const MAX_INDEXED_TEXT = 600;

/**
 * Any string, made storable: Postgres holds neither NUL nor half a surrogate pair, and nobody reads more than 10,000
 * characters of a version.
 */
export function cleanText(text: string, max: number = MAX_TEXT): string {
  const kept = text.length > max || text.includes('\0') ? text.replaceAll('\0', '').slice(0, max) : text;
  return /\p{Surrogate}/u.test(kept) ? kept.replace(/\p{Surrogate}/gu, '\u{fffd}') : kept;
}

/** As cleanText, for every string and key in a value. Its depth must be bounded already (by a schema). */
export function cleanDeep<T>(value: T): T {
  return clean(value) as T;
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(clean);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [cleanText(key), clean(inner)]));
}
