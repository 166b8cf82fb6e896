import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Credentials } from './fixtures.ts';

const root = path.join(import.meta.dirname, '../..');
export const readyDeadlineMs = 10 * 60_000;

/** Waits until the program says that it is ready; throws with all that it said when it ends or stays silent instead. */
const untilReady = (child: ReturnType<typeof spawn>) =>
  new Promise<void>((resolve, reject) => {
    let said = '';
    const fail = (reason: string) => reject(new Error(`Heddle ${reason}:\n${said}`));
    const timer = setTimeout(() => fail('was not ready in time'), readyDeadlineMs);
    child.once('exit', () => fail('ended'));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        said += chunk.toString('utf8');
        if (!said.includes('Heddle is ready')) return;
        clearTimeout(timer);
        resolve();
      });
    }
  });

/** What a Heddle wrote into its home. */
export const readCredentials = (home: string): Credentials =>
  JSON.parse(readFileSync(path.join(home, 'credentials.json'), 'utf8'));

/**
 * Starts a Heddle with a fresh home on a free port and resolves when it is ready. Only the first one after a change
 * builds. `stop` ends it and forgets its home; it never outlives this process.
 */
export const startHeddleProcess = async (flags: readonly string[] = [], settings: Record<string, string> = {}) => {
  const home = await mkdtemp(path.join(tmpdir(), 'heddle-e2e-'));
  const args = [path.join(root, 'bin/heddle.mjs'), 'start', '--home', home, '--port', '0', '--attached', ...flags];
  // The database of the one who runs the tests is none of theirs.
  const { DATABASE_URL: _, ...env } = process.env;
  const child = spawn(process.execPath, args, { cwd: root, env: { ...env, ...settings }, stdio: 'pipe' });
  const ended = once(child, 'exit');
  const stop = async () => {
    child.stdin.end();
    await ended;
    await rm(home, { recursive: true, force: true });
  };
  await untilReady(child).catch(async (error) => {
    await stop();
    throw error;
  });
  return { home, stop, ...readCredentials(home) };
};
