import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepRunning } from '#bin/child.mjs';
import { isAlive, waitUntil } from '#bin/process-table.mjs';

const patienceMs = 20_000;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'heddle-child-'));
  await writeFile(
    path.join(folder, 'program.mjs'),
    "console.log('up', process.env.NAME); process.stdin.resume(); setInterval(() => {}, 1000);",
  );
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('starts a killed program again, with the environment of now, until it is stopped', async () => {
  const logFile = path.join(folder, 'log');
  const deaths: string[] = [];
  let name = 'first';
  const child = keepRunning({
    name: 'program',
    args: ['program.mjs'],
    cwd: folder,
    logFile,
    env: () => ({ ...process.env, NAME: name }),
    onStart: () => {},
    onDeath: ({ reason }: { reason: string }) => void deaths.push(reason),
  });
  const says = (text: string) => async () => (await readFile(logFile, 'utf8')).includes(text);
  expect(await waitUntil(says('up first'), patienceMs)).toBe(true);
  name = 'second';
  process.kill(child.pid() as number, 'SIGKILL');
  expect(await waitUntil(says('up second'), patienceMs)).toBe(true);
  expect(deaths).toEqual(['SIGKILL']);
  const pid = child.pid() as number;
  await child.stop(5_000);
  expect(isAlive(pid)).toBe(false);
  expect(child.pid()).toBeUndefined();
});
