import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.join(import.meta.dirname, '../..');
const readyDeadlineMs = 10 * 60_000;

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

/** Starts a fresh Heddle with the demo fabric on a free port and answers how to stop it. HEDDLE_E2E_HOME: one that runs already. */
const startHeddle = async () => {
  if (process.env.HEDDLE_E2E_HOME) return;
  const home = await mkdtemp(path.join(tmpdir(), 'heddle-e2e-'));
  const args = [path.join(root, 'bin/heddle.mjs'), 'start', '--home', home, '--port', '0', '--attached'];
  // The database of the one who runs the tests is none of theirs.
  const { DATABASE_URL: _, ...env } = process.env;
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['pipe', 'pipe', 'pipe'] });
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
  process.env.HEDDLE_E2E_HOME = home;
  return stop;
};

// Playwright takes a file's default export for its global set-up.
export default startHeddle;
