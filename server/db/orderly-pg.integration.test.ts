import { setImmediate as afterThis } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#test/database.ts';
import { createDb } from './client.ts';

let database: TestDatabase;
let connected: ReturnType<typeof createDb>;
beforeAll(async () => {
  database = await createTestDatabase();
  connected = createDb(database.url);
});
afterAll(async () => {
  await connected.db.$disconnect();
  await connected.pool.end();
  await database.drop();
});

const warnings: string[] = [];
const hear = ({ message }: Error) => void warnings.push(message);
beforeEach(() => void process.on('warning', hear));
afterEach(() => void process.off('warning', hear));

it('sends the queries of a transaction one after the other, however many are asked at once', async () => {
  const agent = await connected.db.agent.create({ data: { name: 'a', url: 'http://127.0.0.1:1' } });
  const found = await connected.db.$transaction((tx) =>
    Promise.all([
      tx.agent.findMany({ include: { arrays: true, libraryServers: true, hosts: true } }),
      tx.agent.count(),
      tx.$queryRaw<{ one: number }[]>`SELECT 1 AS one`,
    ]),
  );
  expect(found).toEqual([[{ ...agent, arrays: [], libraryServers: [], hosts: [] }], 1, [{ one: 1 }]]);
  await afterThis();
  // pg warns once in a process, and this file has one of its own.
  expect(warnings).toEqual([]);
});

it('tells a failed query to whoever asked, and goes on with the next transaction', async () => {
  const broken = connected.db.$transaction((tx) =>
    Promise.all([tx.$executeRaw`SELECT 1 / 0`, tx.$queryRaw`SELECT 2 AS two`]),
  );
  await expect(broken).rejects.toThrow(/division by zero/);
  expect(await connected.db.$transaction((tx) => tx.agent.count())).toBe(1);
});
