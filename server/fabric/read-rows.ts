import type { ClientBase, Pool } from 'pg';
import type { Db } from '#server/db/client.ts';

/**
 * Runs a statement whose rows are one column "row" of jsonb, which reads the same through Prisma (inside its snapshot) and
 * through pg. Values are `$1` on.
 */
export type ReadRows = <Row>(sql: string, ...values: unknown[]) => Promise<Row[]>;

export const throughPrisma =
  (db: Db): ReadRows =>
  async <Row>(sql: string, ...values: unknown[]) =>
    (await db.$queryRawUnsafe<{ row: Row }[]>(sql, ...values)).map(({ row }) => row);

export const throughPg =
  (client: ClientBase | Pool): ReadRows =>
  async <Row>(sql: string, ...values: unknown[]) =>
    (await client.query<{ row: Row }>(sql, values)).rows.map(({ row }) => row);
