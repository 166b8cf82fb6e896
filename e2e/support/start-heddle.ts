import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const root = path.join(import.meta.dirname, '../..');
const readyDeadlineMs = 10 * 60_000;
const fabricDeadlineMs = 3 * 60_000;

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

/** What the demo fabric has at least, once its agents have reported and its templates were made of what they said. */
const demoHas = { templates: 7, hosts: 12, vms: 40, luns: 60, findings: 1 };

/** Waits until Heddle has met the agents of the demo fabric. */
const untilFabricIsRead = async (home: string) => {
  const { url, apiToken } = JSON.parse(readFileSync(path.join(home, 'credentials.json'), 'utf8'));
  const headers = { authorization: `Bearer ${apiToken}` };
  const countOf = async (resource: string): Promise<number> =>
    (await (await fetch(`${url}/api/v1/${resource}?limit=1`, { headers })).json()).total ?? 0;
  for (const [resource, least] of Object.entries(demoHas)) {
    const end = Date.now() + fabricDeadlineMs;
    while ((await countOf(resource)) < least) {
      if (Date.now() > end) throw new Error(`The demo fabric has no ${least} ${resource}.`);
      await delay(250);
    }
  }
};

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
  await untilReady(child)
    .then(() => untilFabricIsRead(home))
    .catch(async (error) => {
      await stop();
      throw error;
    });
  process.env.HEDDLE_E2E_HOME = home;
  return stop;
};

// Playwright takes a file's default export for its global set-up.
export default startHeddle;
