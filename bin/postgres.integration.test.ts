import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runningPostgres, startPostgres } from '#bin/postgres.mjs';
import { isAlive, waitUntil } from '#bin/process-table.mjs';
import { createDatabase, withClient } from '#prisma/tools/databases.mjs';

const patienceMs = 60_000;
let home: string;
const servers: { stop: () => Promise<void> }[] = [];
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'heddle-postgres-'));
  await chmod(home, 0o711);
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
  await rm(home, { recursive: true, force: true });
});

const start = async (options = {}) => {
  const server = await startPostgres({ home, durable: false, ...options });
  servers.push(server);
  return server;
};

const countNotes = (url: string) =>
  withClient(
    url,
    async (client) => (await client.query<{ n: number }>('SELECT count(*)::int AS n FROM note')).rows[0]?.n,
  );

test('starts, keeps its data over a stop, and is the same server for the next who asks', async () => {
  const first = await start();
  await createDatabase(first.url);
  await withClient(first.url, (client) => client.query("CREATE TABLE note (t text); INSERT INTO note VALUES ('kept')"));
  expect(await start()).toMatchObject({ pid: first.pid, wasRunning: true });
  expect(runningPostgres(home)).toMatchObject({ pid: first.pid, url: first.url });
  for (const server of servers.splice(0)) await server.stop();
  expect(isAlive(first.pid)).toBe(false);
  expect(runningPostgres(home)).toBeUndefined();
  const again = await start();
  expect(again.wasRunning).toBe(false);
  expect(await countNotes(again.url)).toBe(1);
});

test('restarts a server that was killed, and says where it is now', async () => {
  const restarts: { pid: number; url: string }[] = [];
  const server = await start({ onRestart: (now: { pid: number; url: string }) => void restarts.push(now) });
  await createDatabase(server.url);
  process.kill(server.pid, 'SIGKILL');
  expect(await waitUntil(() => restarts.length > 0, patienceMs)).toBe(true);
  const [now] = restarts;
  expect(now?.pid).not.toBe(server.pid);
  await withClient(now?.url ?? '', (client) => client.query('SELECT 1'));
});

test('lets nobody in without the password, and keeps that to its owner', async () => {
  const server = await start();
  await createDatabase(server.url);
  const url = new URL(server.url);
  url.password = 'guess';
  await expect(withClient(url.toString(), () => {})).rejects.toMatchObject({ code: '28P01' });
  expect((await stat(path.join(home, 'postgres/password'))).mode & 0o077).toBe(0);
});
