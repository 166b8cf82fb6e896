import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#test/database.ts';
import { createDb } from './client.ts';
import { databaseNow, databaseTime } from './database-clock.ts';

const HOUR_MS = 3_600_000;
let database: TestDatabase;
let connected: ReturnType<typeof createDb>;
beforeAll(async () => {
  database = await createTestDatabase();
  connected = createDb(database.url);
});
afterEach(() => void vi.useRealTimers());
afterAll(async () => {
  await connected.db.$disconnect();
  await connected.pool.end();
  await database.drop();
});

/** Between the two readings of the database's clock, or as long before as an answer takes. */
async function isOfNow(tell: () => Date) {
  const before = (await databaseTime(connected.pool)).getTime();
  const told = tell().getTime();
  const after = (await databaseTime(connected.pool)).getTime();
  expect(told).toBeGreaterThan(before - 5_000);
  expect(told).toBeLessThanOrEqual(after);
}

it.each([HOUR_MS, -HOUR_MS])("is the database's own, with this machine's clock %i ms off", async (offMs) => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + offMs });
  await isOfNow(databaseNow);
});

it('goes on when the clock of this machine is set while it runs', async () => {
  await databaseTime(connected.pool);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + HOUR_MS });
  const told = databaseNow().getTime();
  expect(Math.abs(told - (await databaseTime(connected.pool)).getTime())).toBeLessThan(5_000);
});

it('is read whenever a connection is opened', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + HOUR_MS });
  const fresh = createDb(database.url);
  await fresh.db.$queryRaw`SELECT 1`;
  const told = databaseNow().getTime();
  await fresh.db.$disconnect();
  await fresh.pool.end();
  expect(Math.abs(told - (await databaseTime(connected.pool)).getTime())).toBeLessThan(5_000);
});
