import { setTimeout as delay } from 'node:timers/promises';
import { cancelJob, closeNode, findJob, nodeOf, usedNodes, type VmDisk } from './block-nodes.ts';
import { type MoveJournal, readJournal, removeJournal } from './move-journal.ts';
import { withMonitor } from './qmp.ts';
import { saveDefinition, type VmDefinition, vmDir } from './vm-definition.ts';
import { findVmProcess } from './vm-process.ts';

/** The mirror job of a move; one at a time in a VM. */
export const moveJob = 'move-storage';

const endDeadlineMs = 30_000;
const askEveryMs = 50;

export const onDisk = (definition: VmDefinition, from: string, to: VmDisk): VmDefinition => ({
  ...definition,
  disks: definition.disks.map((disk) => (disk.uniqueId === from ? to : disk)),
});

/** Cancels the job if it goes on, waits until it has ended, and forgets it. There is none = done. */
export async function endJob(dir: string): Promise<void> {
  const until = performance.now() + endDeadlineMs;
  for (;;) {
    const isOver = await withMonitor(dir, async (monitor) => {
      const job = await findJob(monitor, moveJob);
      if (job?.status === 'concluded') await monitor.execute('job-dismiss', { id: moveJob });
      else if (job) await cancelJob(monitor, moveJob);
      return job === null || job.status === 'concluded';
    });
    if (isOver) return;
    if (performance.now() > until) throw new Error('QEMU does not end the copying of the disk');
    await delay(askEveryMs);
  }
}

/** What a QEMU that runs really uses; the LUN that it does not use is closed. Does it use `to`? */
async function settleRunning(dir: string, { from, to }: MoveJournal): Promise<boolean> {
  await endJob(dir);
  return withMonitor(dir, async (monitor) => {
    const hasMoved = (await usedNodes(monitor)).has(nodeOf(to));
    await closeNode(monitor, hasMoved ? nodeOf({ uniqueId: from }) : nodeOf(to));
    return hasMoved;
  });
}

/**
 * Ends a move that was cut off, and makes the definition say what the VM really uses: QEMU itself is asked, or, when it
 * has ended, the journal tells. Answers the definition as it is now. Throws when a QEMU that runs does not answer.
 */
export async function settleMove(stateDir: string, definition: VmDefinition): Promise<VmDefinition> {
  const dir = vmDir(stateDir, definition.key);
  const journal = await readJournal(dir);
  if (!journal) return definition;
  const hasMoved = findVmProcess(dir) ? await settleRunning(dir, journal) : journal.phase === 'pivoting';
  const settled = hasMoved ? onDisk(definition, journal.from, journal.to) : definition;
  if (hasMoved) await saveDefinition(stateDir, settled);
  await removeJournal(dir);
  return settled;
}
