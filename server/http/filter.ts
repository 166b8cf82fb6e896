import { ProblemError } from '#server/errors.ts';

export const comparators = ['!=', '<=', '>=', '=', '<', '>', ':'] as const;
export type Comparator = (typeof comparators)[number];
export type FilterValue = string | number | boolean | null;
/** One condition, such as sizeBytes > 1000. */
export type Condition = { field: string; comparator: Comparator; value: FilterValue };

const MAX_CONDITIONS = 20;
const gap = /\s*/y;
const name = /[A-Za-z][\w.]*/y;
const comparator = /!=|<=|>=|[=<>:]/y;
const quoted = /"((?:[^"\\]|\\["\\])*)"/y;
const bare = /[\w.+-]+/y;
const conjunction = /AND(?=\s|$)/y;

/**
 * Reads a subset of AIP-160: conditions joined by AND, each `field comparator value`. A value is "quoted" (\" and \\
 * inside), a number, true, false, null, or a bare word. `:` means contains.
 * @throws ProblemError `bad_filter`, saying where and what was expected.
 */
export function parseFilter(text: string): Condition[] {
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    gap.lastIndex = at;
    const start = at + (gap.exec(text)?.[0].length ?? 0);
    pattern.lastIndex = start;
    const found = pattern.exec(text);
    if (found) at = start + found[0].length;
    return found;
  };
  const expect = (pattern: RegExp, what: string): string => {
    const found = take(pattern);
    if (!found) throw badFilter(`Expected ${what} at character ${at + 1}.`);
    return found[0];
  };
  const value = (): FilterValue => {
    const inQuotes = take(quoted);
    if (inQuotes) return (inQuotes[1] ?? '').replace(/\\(["\\])/g, '$1');
    return bareValue(expect(bare, 'a value: a number, true, false or "text"'));
  };

  const conditions: Condition[] = [];
  do {
    const field = expect(name, 'a field name');
    const how = expect(comparator, `one of ${comparators.join(' ')} after ${field}`) as Comparator;
    conditions.push({ field, comparator: how, value: value() });
    if (conditions.length > MAX_CONDITIONS) throw badFilter(`More than ${MAX_CONDITIONS} conditions.`);
  } while (take(conjunction));
  if (text.slice(at).trim() !== '') throw badFilter(`Expected AND or the end at character ${at + 1}.`);
  return conditions;
}

function bareValue(word: string): FilterValue {
  if (word === 'true' || word === 'false') return word === 'true';
  if (word === 'null') return null;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(word) ? Number(word) : word;
}

export function badFilter(detail: string, remedy?: string): ProblemError {
  return new ProblemError('bad_filter', detail, {
    remedy: remedy ?? 'Write conditions joined by AND, such as: state = "running" AND name : "web".',
  });
}
