import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readMounts } from '#agent/exec/mount-table.ts';
import { commandLineOf, endProcess, identityOf, isRunning, type ProcessIdentity } from '#agent/exec/process-table.ts';
import { run } from '#agent/exec/run.ts';

/** What a lab has in the machine's tables below its folder. */
export type Leftovers = { mounts: string[]; loops: string[]; processes: ProcessIdentity[] };

const isBelow = (dir: string, file: string) => file === dir || file.startsWith(`${dir}/`);

/** Mount points below `dir`, in the order in which they were mounted. */
async function mountsBelow(dir: string): Promise<string[]> {
  return (await readMounts()).map((mount) => mount.path).filter((point) => isBelow(dir, point));
}

/** Loop devices whose file lies below `dir`. */
async function loopsBelow(dir: string): Promise<string[]> {
  const { stdout } = await run(['losetup', '--list', '--noheadings', '--output', 'NAME,BACK-FILE']);
  const rows = stdout.split('\n').map((line) => /^(\S+)\s+(.+?)(?: \(deleted\))?\s*$/.exec(line));
  return rows.flatMap((row) => (row?.[1] && row[2] && isBelow(dir, row[2]) ? [row[1]] : []));
}

/** Programs are told on their command line where to put their pid file (tgtd, qemu, the storage daemon) or their data (Postgres). */
const placeFlags = ['-p', '-pidfile', '--pidfile', '-D'];

/** Live programs that were given a place below `dir`. A reader of a file there (an editor, `tail`) is none of them. */
async function processesPlacedBelow(dir: string): Promise<ProcessIdentity[]> {
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0 && pid !== process.pid);
  const isPlaced = (argv: string[]) =>
    argv.some((word, at) => placeFlags.includes(word) && isBelow(dir, argv[at + 1] ?? ''));
  return pids.filter((pid) => isPlaced(commandLineOf(pid))).flatMap((pid) => identityOf(pid) ?? []);
}

/** Web and worker of a Heddle that was killed before it could end them: it keeps their list in its home. */
async function heddleChildren(dir: string): Promise<ProcessIdentity[]> {
  const text = await readFile(path.join(dir, 'heddle', 'run.json'), 'utf8').catch(() => '{}');
  const { children = [] } = JSON.parse(text) as { children?: ProcessIdentity[] };
  return children.filter(isRunning);
}

export async function leftoversOf(dir: string): Promise<Leftovers> {
  const [mounts, loops, processes] = await Promise.all([mountsBelow(dir), loopsBelow(dir), processesPlacedBelow(dir)]);
  return { mounts, loops, processes };
}

async function unmountAll(dir: string): Promise<void> {
  for (const point of (await mountsBelow(dir)).reverse()) {
    await run(['umount', point], { deadlineMs: 15_000 }).catch(() => {});
  }
  for (const loop of await loopsBelow(dir)) await run(['losetup', '-d', loop]).catch(() => {});
}

async function endAll(processes: ProcessIdentity[], graceMs: number): Promise<void> {
  await Promise.all(
    processes.map((identity) =>
      endProcess(identity, [
        ['SIGTERM', graceMs],
        ['SIGKILL', 5_000],
      ]),
    ),
  );
}

/**
 * Takes down a lab's folder: first the programs it started, which may end their own, in reverse; then volumes, loop
 * devices and what serves them; the folder last. Throws, naming it, when something stays.
 */
export async function takeDown(dir: string, processes: ProcessIdentity[]): Promise<void> {
  for (const identity of processes.toReversed()) if (isRunning(identity)) await endAll([identity], 20_000);
  await endAll(await heddleChildren(dir), 5_000);
  // Volumes need the programs under them to write back what they hold, so those go afterwards.
  await unmountAll(dir);
  await endAll(await processesPlacedBelow(dir), 2_000);
  for (let attempt = 0; attempt < 50; attempt++) {
    await unmountAll(dir);
    const left = await leftoversOf(dir);
    if (left.mounts.length + left.loops.length + left.processes.length === 0) {
      await rm(dir, { recursive: true, force: true });
      return;
    }
    await delay(100);
  }
  throw new Error(`the lab left something behind: ${JSON.stringify(await leftoversOf(dir))}`);
}
