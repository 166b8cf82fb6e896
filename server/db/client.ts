import pg from 'pg';
import { Prisma, PrismaClient } from '#prisma/generated/client.ts';
import { env } from '#server/env.ts';
import { lazily } from '#server/lazily.ts';
import { log } from '#server/log.ts';
import { databaseTime } from './database-clock.ts';
import { OrderlyPg } from './orderly-pg.ts';

/** The client, or the client of a transaction: a verb that takes it can be part of a larger write. */
export type Db = Prisma.TransactionClient;
export type { Prisma };
/** JSON's own null in a Json column, where null itself would mean no value at all. */
export const jsonNull = Prisma.JsonNull;

/** Far longer than the work between two statements of any of our transactions. */
export const idleInTransactionMs = 20_000;

type Connected = { pool: pg.Pool; db: PrismaClient };

function poolOf(url: string, connections: number): pg.Pool {
  const made = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    onConnect: async (client) => void (await databaseTime(client)),
    // A process that stands still in the middle of a transaction must not keep its locks from those that go on.
    idle_in_transaction_session_timeout: idleInTransactionMs,
  });
  // An idle connection that breaks (Postgres restarted) is replaced at the next query; without this it would end the process.
  made.on('error', (error) => log.warn({ err: error }, 'an idle database connection was lost'));
  return made;
}

/** A client on its own pool. Whoever makes it ends it: `await db.$disconnect(); await pool.end()`. */
export function createDb(url: string, connections = 10): Connected {
  const pool = poolOf(url, connections);
  return { pool, db: new PrismaClient({ adapter: new OrderlyPg(pool) }) };
}

type Kept = Connected & { locks: pg.Pool };
// A hot reload evaluates this module again; the connections of the process outlive it.
const key = Symbol.for('heddle.database');
const kept = globalThis as { [key]?: Kept | undefined };

function connected(): Kept {
  kept[key] ??= { ...createDb(env.databaseUrl, env.databaseConnections), locks: poolOf(env.databaseUrl, 4) };
  return kept[key];
}

export const db: PrismaClient = lazily(() => connected().db);
/** The same connections as `db`, for what Prisma cannot say: advisory locks, LISTEN, SKIP LOCKED. */
export const pool: pg.Pool = lazily(() => connected().pool);
/** For advisory locks that are held while work goes on elsewhere. */
export const lockPool: pg.Pool = lazily(() => connected().locks);

/** Ends the process's connections, so that it can exit. */
export async function closeDb(): Promise<void> {
  const open = kept[key];
  kept[key] = undefined;
  await open?.db.$disconnect();
  await Promise.all([open?.pool.end(), open?.locks.end()]);
}
