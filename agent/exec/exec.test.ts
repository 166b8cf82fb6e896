import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { endProcess, identityOf, isRunning, processOfPidFile, startTimeOf } from './process-table.ts';
import { CommandFailed, run } from './run.ts';
import { startDaemon } from './start-daemon.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'heddle-exec-'));
afterAll(() => rmSync(dir, { recursive: true }));
const node = process.execPath;
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable('it should have failed'),
    (error) => error as CommandFailed,
  );

test('arguments reach the program as they are, no shell reads them', async () => {
  const nasty = ['$(id)', 'a b', '; rm -rf /', '`x`', '*', "'"];
  const { stdout } = await run([node, '-e', 'console.log(JSON.stringify(process.argv.slice(1)))', '--', ...nasty]);
  expect(JSON.parse(stdout)).toEqual(nasty);
});

test('input is given, output is kept', async () => {
  const script = 'process.stdin.pipe(process.stdout); console.error("aside")';
  expect(await run([node, '-e', script], { input: 'hello' })).toEqual({ stdout: 'hello', stderr: 'aside\n' });
});

test('a failed program is told by exit code and last words', async () => {
  const error = await failure(run([node, '-e', 'console.error("no such disk"); process.exit(3)']));
  expect(error).toBeInstanceOf(CommandFailed);
  expect([error.reason, error.exitCode]).toEqual(['exit', 3]);
  expect(error.message).toContain('no such disk');
});

test('a missing program, a late one and a talkative one are told apart', async () => {
  expect((await failure(run(['heddle-has-no-such-program']))).reason).toBe('missing');
  expect((await failure(run([node, '-e', 'setInterval(() => {}, 1000)'], { deadlineMs: 300 }))).reason).toBe(
    'deadline',
  );
  const early = { deadlineMs: 20_000, signal: AbortSignal.timeout(300) };
  expect((await failure(run([node, '-e', 'setInterval(() => {}, 1000)'], early))).reason).toBe('deadline');
  const talk = 'for (let i = 0; i < 1000; i++) console.log("x".repeat(1000))';
  expect((await failure(run([node, '-e', talk], { maxOutputBytes: 10_000 }))).reason).toBe('output');
});

test('a daemon is found again by its pid file and its own argument, and ended by identity', async () => {
  const pidFile = path.join(dir, 'a.pid');
  const script = `require('fs').writeFileSync(process.argv[1], String(process.pid)); console.log('up'); setInterval(() => {}, 1000)`;
  const daemon = await startDaemon([node, '-e', script, '--', pidFile], { logFile: path.join(dir, 'a.log') });
  await expect.poll(() => readFileSync(path.join(dir, 'a.log'), 'utf8'), { timeout: 20_000 }).toBe('up\n');
  expect(processOfPidFile(pidFile, pidFile)).toEqual(daemon.identity);
  expect(processOfPidFile(pidFile, '/another.pid')).toBeNull();
  expect(processOfPidFile(path.join(dir, 'none.pid'), 'x')).toBeNull();
  await endProcess(daemon.identity, [['SIGTERM', 20_000]]);
  await daemon.ended;
  expect(isRunning(daemon.identity)).toBe(false);
  expect(startTimeOf(daemon.identity.pid)).toBeNull();
});

test('a process of another start time is never signalled', async () => {
  const self = identityOf(process.pid);
  expect(self).not.toBeNull();
  await endProcess({ pid: process.pid, startTime: '1' }, [['SIGKILL', 1000]]);
  writeFileSync(path.join(dir, 'self.pid'), `${process.pid}\n`);
  expect(processOfPidFile(path.join(dir, 'self.pid'), 'not among my arguments')).toBeNull();
});
