import { setTimeout as delay } from 'node:timers/promises';
import { type BlockJob, findJob, iscsiOptions, nodeOf, usedNodes } from './block-nodes.ts';
import { type MoveJournal, writeJournal } from './move-journal.ts';
import { withMonitor } from './qmp.ts';
import { moveJob } from './settle-move.ts';

const askEveryMs = { first: 50, most: 500 };

export type RunningMove = Pick<MoveJournal, 'from' | 'to'> & {
  /** The VM's folder. */
  dir: string;
  initiator: string;
  /** null = as fast as it goes. */
  bytesPerSecond: number | null;
};

/**
 * Opens the new LUN in the running QEMU, as large as the old one, and begins to copy. What the guest writes meanwhile
 * goes to both at once, so that they are the same from the moment the copy is complete.
 */
async function beginCopy({ dir, from, to, initiator, bytesPerSecond }: RunningMove): Promise<void> {
  const [source, target] = [nodeOf({ uniqueId: from }), nodeOf(to)];
  await withMonitor(dir, async (monitor) => {
    const size = (await usedNodes(monitor)).get(source);
    if (size === undefined) throw new Error(`QEMU does not use ${source}: it was started otherwise; restart the VM`);
    const file = iscsiOptions(to, initiator);
    await monitor.execute('blockdev-add', { driver: 'raw', 'node-name': target, size, file });
    await monitor.execute('blockdev-mirror', {
      'job-id': moveJob,
      device: source,
      target,
      sync: 'full',
      speed: bytesPerSecond ?? 0,
      'copy-mode': 'write-blocking',
      'auto-dismiss': false,
    });
  });
}

/** Waits for a status of the job; throws when it ended with an error, is gone, or `signal` is aborted. */
async function waitFor(dir: string, statuses: string[], signal: AbortSignal): Promise<BlockJob> {
  for (let pauseMs = askEveryMs.first; ; pauseMs = Math.min(pauseMs * 1.5, askEveryMs.most)) {
    const job = await withMonitor(dir, (monitor) => findJob(monitor, moveJob));
    if (job === null) throw new Error('QEMU no longer copies');
    if (job.error !== undefined) throw new Error(job.error);
    if (statuses.includes(job.status)) return job;
    signal.throwIfAborted();
    await delay(pauseMs, undefined, { signal });
  }
}

/**
 * Moves the disk of a running VM: copies, then lets the guest go on on the new LUN. Whatever it throws, the journal tells
 * what to settle. `signal` ends the copying; once the guest was told to go over, that is waited for.
 */
export async function moveRunning(move: RunningMove, signal: AbortSignal): Promise<void> {
  const { dir, from, to } = move;
  writeJournal(dir, { from, to, phase: 'copying' });
  await beginCopy(move);
  await waitFor(dir, ['ready'], signal);
  writeJournal(dir, { from, to, phase: 'pivoting' });
  await withMonitor(dir, (monitor) => monitor.execute('job-complete', { id: moveJob }));
  await waitFor(dir, ['concluded'], AbortSignal.timeout(60_000));
}
