import { Failed } from '#agent/drivers/failed.ts';
import { Refused } from '#agent/drivers/refused.ts';
import type { OperationParams } from '#contract/agent/operation.ts';
import type { VmValue } from '#contract/agent/vms.ts';
import { sizeOf, writableSizeOf } from './disk-look.ts';
import { moveRunning } from './move-running.ts';
import { copyStopped } from './move-stopped.ts';
import { onDisk, settleMove } from './settle-move.ts';
import { definedVm, type QemuContext, vmValue } from './vm-acts.ts';
import { listDefinitions, saveDefinition, type VmDefinition, vmDir } from './vm-definition.ts';
import { findVmProcess } from './vm-process.ts';

type Move = OperationParams<'vm.move-storage'>;

const diskOf = ({ disks }: VmDefinition, uniqueId: string) => disks.find((disk) => disk.uniqueId === uniqueId);

async function checkFree(context: QemuContext, { key, to }: Move): Promise<void> {
  const users = (await listDefinitions(context.stateDir)).filter((definition) => diskOf(definition, to.uniqueId));
  if (users.length === 0) return;
  const usedBy = users.map(({ name }) => name);
  const sentence = `LUN ${to.uniqueId} is a disk of ${usedBy.join(', ')}: VM ${key} would write over it.`;
  throw new Refused('in_use', sentence, 'Choose a LUN that no VM uses.', { usedBy });
}

async function checkRoom(context: QemuContext, from: VmDefinition['disks'][number], { to }: Move): Promise<void> {
  const { initiator } = context.options;
  const [sizeBytes, wantedBytes] = [await writableSizeOf(to, initiator), await sizeOf(from, initiator)];
  if (sizeBytes >= wantedBytes) return;
  const sentence = `LUN ${to.uniqueId} has ${sizeBytes} bytes; the disk to be moved has ${wantedBytes}.`;
  throw new Refused('too_small', sentence, 'Choose a LUN at least as large.', { sizeBytes, wantedBytes });
}

function migrationFailed(definition: VmDefinition, { from }: Move, error: unknown): Failed {
  const why = error instanceof Error ? error.message : String(error);
  const sentence = `The disk of VM ${definition.name} was not moved: ${why}. It goes on from LUN ${from}.`;
  return new Failed('migration_failed', sentence, 'Look at the LUN it was to be moved to, and try again.', { from });
}

/** Copies, and remembers where the disk is now. Throws what went wrong; the definition then says what is so. */
async function carryOut(context: QemuContext, definition: VmDefinition, move: Move, signal: AbortSignal) {
  const { stateDir, options } = context;
  const { from, to, bytesPerSecond } = move;
  const dir = vmDir(stateDir, definition.key);
  const source = diskOf(definition, from);
  const how = { initiator: options.initiator, bytesPerSecond };
  if (findVmProcess(dir)) {
    await moveRunning({ dir, from, to, ...how }, signal).finally(() => settleMove(stateDir, definition));
  } else if (source) {
    await copyStopped({ from: source, to, ...how }, signal);
    await saveDefinition(stateDir, onDisk(definition, from, to));
  }
}

/**
 * Storage migration, of a running VM by QEMU itself and of a stopped one by copying from LUN to LUN. Refused before
 * anything is done; a move that fails, or is ended by `signal`, leaves the VM on its old LUN.
 */
export async function moveStorage(context: QemuContext, move: Move, signal: AbortSignal): Promise<VmValue> {
  const definition = await definedVm(context, move.key);
  const source = diskOf(definition, move.from);
  if (!source && diskOf(definition, move.to.uniqueId)) return vmValue(context, definition);
  if (!source) {
    const sentence = `VM ${definition.name} has no disk on LUN ${move.from}.`;
    throw new Refused('not_found', sentence, 'Refresh the inventory.', { from: move.from });
  }
  await checkFree(context, move);
  await checkRoom(context, source, move);
  try {
    await context.moves.during(move.key, () => carryOut(context, definition, move, signal));
  } catch (error) {
    throw migrationFailed(definition, move, error);
  }
  return vmValue(context, await definedVm(context, move.key));
}
