import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockOwner, tryLock, unlock, withLock } from '#bin/lock.mjs';

const lockModule = path.join(import.meta.dirname, 'lock.mjs');
let folder: string;
let lock: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'heddle-lock-'));
  lock = path.join(folder, 'lock');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A process that takes the lock, says so, and lives until it is killed. */
const holder = async () => {
  const program = `import { tryLock } from ${JSON.stringify(lockModule)}; console.log(tryLock(process.argv[1])); process.stdin.resume();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, lock], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [said] = await once(child.stdout, 'data');
  expect(String(said).trim()).toBe('true');
  return child;
};

test('a live process keeps its lock, a killed one loses it', async () => {
  const child = await holder();
  expect(tryLock(lock)).toBe(false);
  expect(lockOwner(lock)?.pid).toBe(child.pid);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(tryLock(lock)).toBe(true);
  unlock(lock);
});

test('those who wait get it one after the other', async () => {
  let inside = 0;
  const seen: number[] = [];
  const act = async () => {
    inside += 1;
    await new Promise((resolve) => setImmediate(resolve));
    seen.push(inside);
    inside -= 1;
  };
  await Promise.all([withLock(lock, act), withLock(lock, act), withLock(lock, act)]);
  expect(seen).toEqual([1, 1, 1]);
  expect(lockOwner(lock)).toBeUndefined();
});
