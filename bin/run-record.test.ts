import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isAlive } from '#bin/process-table.mjs';
import { describeChild, endLeftovers, writeRunRecord } from '#bin/run-record.mjs';

let home: string;
const started: ChildProcess[] = [];
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'heddle-run-'));
});
afterEach(async () => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  await rm(home, { recursive: true, force: true });
});

/** A process that lives until it is told to end; `stubborn`: it does not listen to SIGTERM. */
const startSleeper = async (stubborn = false) => {
  const program = `${stubborn ? "process.on('SIGTERM', () => {});" : ''} process.stdin.resume(); console.log('up');`;
  const child = spawn(process.execPath, ['-e', program], { stdio: ['pipe', 'pipe', 'inherit'] });
  started.push(child);
  await once(child.stdout, 'data');
  return child.pid as number;
};

test('ends what a killed Heddle left behind, even what does not want to', async () => {
  const [meek, stubborn] = [await startSleeper(), await startSleeper(true)];
  writeRunRecord(home, { children: [describeChild('meek', meek), describeChild('stubborn', stubborn)] });
  expect(await endLeftovers(home)).toEqual(['meek', 'stubborn']);
  expect([isAlive(meek), isAlive(stubborn)]).toEqual([false, false]);
  expect(await endLeftovers(home)).toEqual([]);
});

test('spares a program that was given the pid of one of ours', async () => {
  const stranger = await startSleeper();
  writeRunRecord(home, { children: [{ ...describeChild('worker', stranger), startTime: 'another time' }] });
  expect(await endLeftovers(home)).toEqual([]);
  expect(isAlive(stranger)).toBe(true);
});
