import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { type Prisma, PrismaClient } from '#prisma/generated/client.ts';
import { env } from '#server/env.ts';
import { lazily } from '#server/lazily.ts';
import { log } from '#server/log.ts';

/** The client, or the client of a transaction: a verb that takes it can be part of a larger write. */
export type Db = Prisma.TransactionClient;
export type { Prisma };

type Connected = { pool: pg.Pool; db: PrismaClient };

/** A client on its own pool. Whoever makes it ends it: `await db.$disconnect(); await pool.end()`. */
export function createDb(url: string, connections = 10): Connected {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  // An idle connection that breaks (Postgres restarted) is replaced at the next query; without this it would end the process.
  pool.on('error', (error) => log.warn({ err: error }, 'an idle database connection was lost'));
  return { pool, db: new PrismaClient({ adapter: new PrismaPg(pool) }) };
}

// A hot reload evaluates this module again; the pool of the process outlives it.
const key = Symbol.for('heddle.database');
const kept = globalThis as { [key]?: Connected | undefined };

function connected(): Connected {
  if (kept[key]) return kept[key];
  kept[key] = createDb(env.databaseUrl, env.databaseConnections);
  return kept[key];
}

export const db: PrismaClient = lazily(() => connected().db);
/** The same connections as `db`, for what Prisma cannot say: advisory locks, LISTEN, SKIP LOCKED. */
export const pool: pg.Pool = lazily(() => connected().pool);

/** Ends the process's connections, so that it can exit. */
export async function closeDb(): Promise<void> {
  const open = kept[key];
  kept[key] = undefined;
  await open?.db.$disconnect();
  await open?.pool.end();
}
