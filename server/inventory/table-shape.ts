import type { ClientBase } from 'pg';

type ColumnType = 'uuid' | 'text' | 'int' | 'bigint' | 'boolean' | 'jsonb' | 'timestamptz';

/** What is written to a table of the fabric. Names are this folder's own, never a request's. */
export type TableShape = {
  table: string;
  /** Every column that is written, but updatedAt. */
  columns: Readonly<Record<string, ColumnType>>;
  /** The unique columns that an object is recognised by. */
  key: readonly string[];
  /** Columns that are set when a row is made and never after. */
  once?: readonly string[];
  /** For columns that do not simply become what was seen. */
  become?: Readonly<Record<string, string>>;
  /** Has updatedAt. */
  stamped: boolean;
};

/** Keeps a statement's parameter, and the memory it takes on both sides, to a few MB. */
const CHUNK = 5_000;

/**
 * Makes or updates rows, one statement for each 5,000. A row that is already as seen is left alone, unless `touch` says
 * that its updatedAt is to tell when it was looked at. Sorted by key, so that two writers never wait for each other.
 */
export async function upsertRows(
  tx: ClientBase,
  shape: TableShape,
  rows: readonly Record<string, unknown>[],
  { touch = false } = {},
): Promise<void> {
  const sql = upsertSql(shape, touch);
  for (let at = 0; at < rows.length; at += CHUNK) await tx.query(sql, [JSON.stringify(rows.slice(at, at + CHUNK))]);
}

function upsertSql({ table, columns, key, once = [], become = {}, stamped }: TableShape, touch: boolean): string {
  const names = Object.keys(columns);
  const updated = names.filter((name) => !key.includes(name) && !once.includes(name));
  const seen = (name: string) => become[name] ?? `EXCLUDED."${name}"`;
  const stamp = stamped ? ['"updatedAt" = now()'] : [];
  // With nothing to update and nothing to touch, a row that exists is simply left.
  const sets = [...updated.map((name) => `"${name}" = ${seen(name)}`), ...stamp];
  const old = updated.map((name) => `t."${name}"`).join(', ');
  const changed = `(${old}) IS DISTINCT FROM (${updated.map(seen).join(', ')})`;
  return `INSERT INTO "${table}" AS t (${[...names, ...(stamped ? ['updatedAt'] : [])].map(quoted).join(', ')})
    SELECT ${names.map(quoted).join(', ')}${stamped ? ', now()' : ''} FROM jsonb_to_recordset($1::jsonb)
      AS seen(${names.map((name) => `"${name}" ${columns[name]}`).join(', ')})
    ORDER BY ${key.map(quoted).join(', ')}
    ON CONFLICT (${key.map(quoted).join(', ')}) DO ${
      updated.length === 0 && !touch ? 'NOTHING' : `UPDATE SET ${sets.join(', ')}${touch ? '' : ` WHERE ${changed}`}`
    }`;
}

function quoted(name: string): string {
  return `"${name}"`;
}
