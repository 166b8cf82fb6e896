/**
 * One text for one value: JSON with sorted keys, without `undefined` members. Two equal values give the same text
 * whatever order they were built in, so that it can be hashed. Throws TypeError on what JSON cannot say.
 */
export function canonicalText(value: unknown): string {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'number') return numberText(value);
  if (Array.isArray(value)) return `[${value.map((member) => canonicalText(member ?? null)).join(',')}]`;
  if (typeof value === 'object') return objectText(value);
  throw new TypeError(`canonicalText: a ${typeof value} has no JSON text`);
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`canonicalText: ${value} has no JSON text`);
  return JSON.stringify(value);
}

function objectText(value: object): string {
  const prototype = Object.getPrototypeOf(value);
  // A Date or a Map would silently become {} or a string: say so instead.
  if (prototype !== Object.prototype && prototype !== null) throw new TypeError('canonicalText: plain objects only');
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    // Code-unit order: the same on every machine, whatever its locale.
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalText(member)}`);
  return `{${members.join(',')}}`;
}
