import { badFilter, type Comparator, type Condition, type FilterValue } from './filter.ts';

/** A part of a Prisma `where`. `never` makes it fit any model's type: which model it is for is the field map's business. */
export type Where = Record<string, never>;
export type ColumnValue = string | number | bigint | boolean | Date | null;

type ColumnKind = 'text' | 'id' | 'integer' | 'bigint' | 'boolean' | 'time';
export type Column = {
  kind: ColumnKind;
  /** Relations to follow and the column, such as ['array', 'name']. */
  path: readonly string[];
  nullable: boolean;
  sortable: boolean;
};
/** A word that is no column: each of its values is a condition of its own. */
export type Choice = { kind: 'choice'; values: Readonly<Record<string, object>> };
export type Field = Column | Choice;

type ColumnOptions = { path?: string; nullable?: boolean; sortable?: boolean };
const column =
  (kind: ColumnKind) =>
  ({
    path,
    nullable = false,
    sortable,
  }: ColumnOptions = {}): Omit<Column, 'path'> & { path: readonly string[] | null } => ({
    kind,
    path: path?.split('.') ?? null,
    nullable,
    sortable: sortable ?? !path?.includes('.'),
  });

export const text = column('text');
export const uuid = column('id');
export const integer = column('integer');
export const bigint = column('bigint');
/** Prisma compares booleans with = alone, so nothing is sorted by them. */
export const boolean = (options: ColumnOptions = {}) => column('boolean')({ ...options, sortable: false });
export const time = column('time');
/** `choice({ quarantined: { quarantinedUntil: { not: null } }, … })`: a derived state; it answers to = and != alone. */
export const choice = (values: Choice['values']): Choice => ({ kind: 'choice', values });

const words: Record<Exclude<Comparator, ':'>, string> = {
  '=': 'equals',
  '!=': 'not',
  '<': 'lt',
  '<=': 'lte',
  '>': 'gt',
  '>=': 'gte',
};
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const RFC3339 = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;
const INT32 = 2 ** 31;
const INT64 = 2 ** 63;

/** @throws ProblemError `bad_filter` where the value is not of the column's kind. */
export function columnValue(kind: ColumnKind, value: FilterValue, field: string): ColumnValue {
  const wrong = (expected: string) =>
    badFilter(`${field} is compared with ${JSON.stringify(value)}, which is not ${expected}.`);
  const whole = (limit: number): number => {
    if (typeof value !== 'number' || !Number.isInteger(value) || Math.abs(value) >= limit)
      throw wrong('a whole number in range');
    return value;
  };
  const word = (pattern: RegExp, expected: string): string => {
    if (typeof value !== 'string' || !pattern.test(value)) throw wrong(expected);
    return value;
  };
  switch (kind) {
    case 'text':
      return String(value);
    case 'id':
      return word(UUID, 'an id');
    case 'integer':
      return whole(INT32);
    case 'bigint':
      return BigInt(whole(INT64));
    case 'boolean':
      if (typeof value !== 'boolean') throw wrong('true or false');
      return value;
    case 'time': {
      const instant = new Date(word(RFC3339, 'a time such as "2030-01-31T12:00:00Z"'));
      if (Number.isNaN(instant.getTime())) throw wrong('a time that exists');
      return instant;
    }
  }
}

/** `where` for a test of one column, through its relations. */
export const atPath = (path: readonly string[], test: unknown): Where =>
  path.reduceRight<unknown>((inner, step) => ({ [step]: inner }), test) as Where;

export const anyOf = (...some: Where[]): Where => ({ OR: some }) as unknown as Where;

function columnWhere(field: Column, { comparator, value, field: name }: Condition): Where {
  if (value === null) {
    if (!field.nullable || (comparator !== '=' && comparator !== '!='))
      throw badFilter(`${name} cannot be compared with null that way.`);
    return atPath(field.path, comparator === '=' ? null : { not: null });
  }
  if (comparator === ':') {
    if (field.kind !== 'text')
      throw badFilter(`${name} is no text, so nothing is contained in it.`, 'Use = or a comparison.');
    // LIKE's own characters stand for themselves.
    return atPath(field.path, { contains: String(value).replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' });
  }
  if (field.kind === 'boolean' && comparator !== '=' && comparator !== '!=')
    throw badFilter(`${name} is true or false; compare it with = or !=.`);
  const test = atPath(field.path, { [words[comparator]]: columnValue(field.kind, value, name) });
  // In SQL nothing differs from null; for a reader null differs from every value.
  return comparator === '!=' && field.nullable ? anyOf(test, atPath(field.path, null)) : test;
}

/** One condition as a Prisma `where`. @throws ProblemError `bad_filter` where it does not fit the field. */
export function conditionWhere(field: Field, condition: Condition): Where {
  if (field.kind !== 'choice') return columnWhere(field, condition);
  const { comparator, value, field: name } = condition;
  const chosen = Object.hasOwn(field.values, String(value)) ? field.values[String(value)] : undefined;
  if (!chosen)
    throw badFilter(
      `${name} is never ${JSON.stringify(value)}.`,
      `It is one of ${Object.keys(field.values).join(', ')}.`,
    );
  if (comparator === '=') return chosen as Where;
  if (comparator === '!=') return { NOT: chosen } as unknown as Where;
  throw badFilter(`${name} can be compared with = and != alone.`);
}
