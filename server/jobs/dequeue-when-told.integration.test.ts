import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { forgetEnv } from '#server/env.ts';
import { createTestDatabase, type TestDatabase } from '#test/database.ts';
import { enqueueRun, launchDbos, shutdownDbos } from './dbos.ts';
import { dequeueWhenTold } from './dequeue-when-told.ts';

/** So long that a run which begins in a test did not begin because of it. */
const pollEveryMs = 3_600_000;

let database: TestDatabase;
let pool: pg.Pool;
let listener: pg.Client;
const begun: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  forgetEnv();
  pool = new pg.Pool({ connectionString: database.url });
  listener = new pg.Client({ connectionString: database.url });
  await listener.connect();
  const queue = await launchDbos(randomUUID(), async (jobId) => void begun.push(jobId), pollEveryMs);
  await dequeueWhenTold(listener, queue);
});
afterAll(async () => {
  await shutdownDbos();
  await listener.end();
  await pool.end();
  await database.drop();
});

async function enqueue(jobIds: string[], end: 'COMMIT' | 'ROLLBACK'): Promise<void> {
  const tx = await pool.connect();
  await tx.query('BEGIN');
  for (const jobId of jobIds) await enqueueRun(pool, tx, jobId, 'start');
  expect(begun).not.toContain(jobIds[0]);
  await tx.query(end);
  tx.release();
}
const began = (jobId: string) => vi.waitUntil(() => begun.includes(jobId), { timeout: 30_000 });

test('runs begin when the transaction that queued them commits, long before the queue is polled', async () => {
  const jobIds = [randomUUID(), randomUUID(), randomUUID()];
  await enqueue(jobIds, 'COMMIT');
  for (const jobId of jobIds) await began(jobId);
  expect(begun).toHaveLength(jobIds.length);
});

test('runs of a transaction that did not commit never begin', async () => {
  const [dropped, kept] = [randomUUID(), randomUUID()];
  await enqueue([dropped], 'ROLLBACK');
  await enqueue([kept], 'COMMIT');
  await began(kept);
  expect(begun).not.toContain(dropped);
});

test('what is told while the queue is looked at is found by one more look', async () => {
  const jobIds = Array.from({ length: 12 }, () => randomUUID());
  await Promise.all(jobIds.map((jobId) => enqueue([jobId], 'COMMIT')));
  for (const jobId of jobIds) await began(jobId);
});
