import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { labSuite } from './parts/lab-suite.ts';
import { projectRoot } from './parts/project-root.ts';
import { takeDownDeadRooms } from './parts/room.ts';
import { leftoversOf } from './parts/take-down.ts';

const nothing = { mounts: [], loops: [], processes: [] };

await labSuite("the lab's set-up", ['array', 'library', 'host'], () => {
  let folder: string;
  let program: string;
  const children: ChildProcess[] = [];

  /** Starts the set-up in a process of its own; resolves with its folder once it has said so many lines. */
  const start = async (lines: 1 | 2) => {
    const child = spawn(process.execPath, [program], { cwd: projectRoot, stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    const said: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      said.push(line);
      if (said.length === lines) break;
    }
    const [dir = ''] = said;
    expect(existsSync(dir)).toBe(true);
    return { child, dir };
  };
  const end = async (child: ChildProcess, signal: NodeJS.Signals) => {
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  };

  beforeAll(async () => {
    await takeDownDeadRooms();
    // As the bundles of lab/ lie: two folders below the checkout.
    mkdirSync(path.join(projectRoot, 'dist'), { recursive: true });
    folder = mkdtempSync(path.join(projectRoot, 'dist', 'held-'));
    program = path.join(folder, 'hold-fabric.mjs');
    await build({
      entryPoints: [path.join(projectRoot, 'lab/parts/hold-fabric.ts')],
      outfile: program,
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'esm',
      packages: 'external',
      logLevel: 'error',
    });
  });
  afterAll(async () => {
    for (const child of children) if (child.exitCode === null && child.signalCode === null) await end(child, 'SIGTERM');
    await takeDownDeadRooms();
    rmSync(folder, { recursive: true, force: true });
  });

  test('asked to end, it takes everything down itself', async () => {
    const { child, dir } = await start(2);
    const { mounts, loops, processes } = await leftoversOf(dir);
    // The pool, the storage daemon's view and the golden volume; the loop devices of two of them; tgtd and the daemon.
    expect([mounts.length, loops.length, processes.length]).toEqual([3, 2, 2]);
    await end(child, 'SIGTERM');
    expect(await leftoversOf(dir)).toEqual(nothing);
    expect(existsSync(dir)).toBe(false);
  });

  test('killed, it is taken down by whoever comes next', async () => {
    const { child, dir } = await start(2);
    await end(child, 'SIGKILL');
    expect((await leftoversOf(dir)).processes.length).toBeGreaterThan(0);
    expect(await takeDownDeadRooms()).toContain(dir);
    expect(await leftoversOf(dir)).toEqual(nothing);
    expect(existsSync(dir)).toBe(false);
  });

  test('asked to end in the middle of it, it leaves nothing either', async () => {
    const { child, dir } = await start(1);
    await expect.poll(async () => (await leftoversOf(dir)).mounts.length, { timeout: 60_000 }).toBeGreaterThan(0);
    await end(child, 'SIGINT');
    expect(await leftoversOf(dir)).toEqual(nothing);
    expect(existsSync(dir)).toBe(false);
  });
});
