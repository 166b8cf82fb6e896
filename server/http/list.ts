import type { ListQuery } from '#contract/api/endpoint.ts';
import { ProblemError } from '#server/errors.ts';
import { badFilter, parseFilter } from './filter.ts';
import {
  anyOf,
  atPath,
  type Choice,
  type Column,
  type ColumnValue,
  conditionWhere,
  type Field,
  type Where,
} from './list-fields.ts';
import { type Position, readPageToken, writePageToken } from './page-token.ts';

type Draft = Choice | (Omit<Column, 'path'> & { path: readonly string[] | null });

export type ListSpec = {
  resource: string;
  /** By the name the API gives them. */
  fields: Readonly<Record<string, Field>>;
  /** Field name, `-` before it for descending. */
  sort: string;
  /** The unique column that breaks ties. */
  id: Column;
};

/** What can be filtered and sorted in a list. A field without `path` is the model's column of the same name. */
export function listSpec(
  resource: string,
  fields: Record<string, Draft>,
  sort: string,
  idKind: 'id' | 'bigint' = 'id',
): ListSpec {
  const named = Object.entries(fields).map(([name, field]): [string, Field] =>
    field.kind === 'choice' ? [name, field] : [name, { ...field, path: field.path ?? [name] }],
  );
  const id: Column = { kind: idKind, path: ['id'], nullable: false, sortable: true };
  return { resource, fields: Object.fromEntries(named), sort, id };
}

/** Goes to `findMany` as it is (spread it beside include or select). */
export type PageArgs = { where: Where; orderBy: Where[]; take: number };
export type Page<Item> = { items: Item[]; nextPageToken: string | null; total: number; asOf: string | null };
type Source<Row, Item> = {
  find: (args: PageArgs) => Promise<Row[]>;
  count: (where: Where) => Promise<number>;
  asOf?: string | null;
} & (
  | { toItem: (row: Row) => Item | Promise<Item> }
  /** All rows of the page at once, where an item needs what one query can fetch for all of them. */
  | { toItems: (rows: Row[]) => Promise<Item[]> }
);

type Order = { name: string; column: Column; direction: 'asc' | 'desc' };

/**
 * One page: filter, sort and continuation by key (a row that appears or goes meanwhile shifts nothing). Rows must carry
 * the sort column and the id.
 * @throws ProblemError `bad_filter`, `bad_page_token` or `validation_failed` (sort).
 */
export async function listPage<Row extends object, Item>(
  spec: ListSpec,
  query: ListQuery,
  source: Source<Row, Item>,
): Promise<Page<Item>> {
  const order = orderOf(spec, query.sort ?? spec.sort);
  const filter = filterWhere(spec, query.filter);
  const list = JSON.stringify([spec.resource, query.filter ?? '', order.name, order.direction]);
  const after = query.pageToken === undefined ? null : readPageToken(query.pageToken, list);
  const where = after ? allOf(filter, afterPosition(order, spec.id, after)) : filter;
  const [rows, total] = await Promise.all([
    source.find({ where, orderBy: orderBy(order, spec.id), take: query.limit + 1 }),
    source.count(filter),
  ]);
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const more = rows.length > query.limit && last;
  return {
    items: 'toItems' in source ? await source.toItems(shown) : await Promise.all(shown.map(source.toItem)),
    nextPageToken: more ? writePageToken(positionOf(last, order, spec.id), list) : null,
    total,
    asOf: source.asOf ?? null,
  };
}

const allOf = (...all: Where[]): Where => ({ AND: all }) as unknown as Where;

/** The `where` of a filter alone, for exports and counts. */
export function filterWhere(spec: ListSpec, filter: string | undefined): Where {
  if (filter === undefined || filter.trim() === '') return {};
  const wheres = parseFilter(filter).map((condition) => {
    const field = Object.hasOwn(spec.fields, condition.field) ? spec.fields[condition.field] : undefined;
    if (field) return conditionWhere(field, condition);
    throw badFilter(
      `There is no field ${condition.field} to filter by.`,
      `Fields: ${Object.keys(spec.fields).join(', ')}.`,
    );
  });
  return allOf(...wheres);
}

function orderOf(spec: ListSpec, sort: string): Order {
  const descending = sort.startsWith('-');
  const name = descending ? sort.slice(1) : sort;
  const column = Object.hasOwn(spec.fields, name) ? spec.fields[name] : undefined;
  if (column && column.kind !== 'choice' && column.sortable)
    return { name, column, direction: descending ? 'desc' : 'asc' };
  const sortable = Object.entries(spec.fields).filter(([, field]) => field.kind !== 'choice' && field.sortable);
  const message = `cannot be sorted by; it is one of ${sortable.map(([field]) => field).join(', ')}, with - before it for descending`;
  throw new ProblemError('validation_failed', `There is no sort by ${name}.`, {
    errors: [{ path: 'query.sort', message }],
  });
}

const orderBy = ({ column, direction }: Order, id: Column): Where[] => [
  atPath(column.path, direction),
  atPath(id.path, direction),
];

/** Postgres puts nulls last when ascending and first when descending; the rows after a position follow that. */
function afterPosition({ column, direction }: Order, id: Column, position: Position): Where {
  const further = direction === 'asc' ? 'gt' : 'lt';
  const value = position.value === null ? null : readValue(column, position.value);
  const tie = allOf(atPath(column.path, value), atPath(id.path, { [further]: readValue(id, position.id) }));
  if (value === null) return direction === 'asc' ? tie : anyOf(tie, atPath(column.path, { not: null }));
  const beyond = anyOf(tie, atPath(column.path, { [further]: value }));
  return column.nullable && direction === 'asc' ? anyOf(beyond, atPath(column.path, null)) : beyond;
}

function positionOf(row: object, order: Order, id: Column): Position {
  return { value: writeValue(columnOf(row, order.column)), id: String(columnOf(row, id)) };
}

function columnOf(row: object, column: Column): ColumnValue {
  const value = column.path.reduce<unknown>((inner, step) => (inner as Record<string, unknown> | null)?.[step], row);
  if (value === undefined && !column.nullable)
    throw new Error(`Rows of this list do not carry ${column.path.join('.')}.`);
  return (value ?? null) as ColumnValue;
}

const writeValue = (value: ColumnValue): string | null => {
  if (value === null) return null;
  return value instanceof Date ? value.toISOString() : String(value);
};

function readValue({ kind }: Column, written: string): ColumnValue {
  if (kind === 'integer') return Number(written);
  if (kind === 'bigint') return BigInt(written);
  if (kind === 'boolean') return written === 'true';
  return kind === 'time' ? new Date(written) : written;
}
