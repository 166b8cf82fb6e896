import { isDeepStrictEqual } from 'node:util';
import { Refused } from '#agent/drivers/refused.ts';
import type { OperationParams } from '#contract/agent/operation.ts';
import type { VmValue } from '#contract/agent/vms.ts';
import type { Moves } from './moves.ts';
import type { QemuOptions } from './qemu-options.ts';
import { settleMove } from './settle-move.ts';
import { findDefinition, removeVm, saveDefinition, type VmDefinition, vmDir } from './vm-definition.ts';
import { findVmProcess, launchVm, readReady, stopVmProcess, waitForReady } from './vm-process.ts';

export type QemuContext = {
  options: QemuOptions;
  system: string;
  stateDir: string;
  version: string;
  /** VMs whose disk this process is moving now. */
  moves: Moves;
};

/** One label of a DNS name; it stands in QEMU's command line, where a comma would begin another option. */
const hostnamePattern = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

/** What the process table and the console say of a defined VM. */
export async function vmValue(context: QemuContext, definition: VmDefinition): Promise<VmValue> {
  const dir = vmDir(context.stateDir, definition.key);
  const ready = findVmProcess(dir) === null ? null : await readReady(dir);
  // It may have ended while the console was read.
  const isRunning = findVmProcess(dir) !== null;
  const { key, name, hostname, cpus, memoryBytes } = definition;
  const state = !isRunning ? 'stopped' : ready ? 'running' : 'starting';
  return {
    ...{ key, name, state, cpus, memoryBytes },
    hostname: (isRunning && ready?.hostname) || hostname,
    ready: isRunning && ready?.hostname === hostname,
    disks: definition.disks.map(({ uniqueId }) => ({ uniqueId, sizeBytes: null })),
    version: (isRunning && ready?.version) || null,
  };
}

/** As it is after a move that was cut off; while one goes on, as it was before. */
export function settled({ moves, stateDir }: QemuContext, definition: VmDefinition): Promise<VmDefinition> {
  const { key } = definition;
  // Another look may have settled it while this one waited.
  const settle = async () => settleMove(stateDir, (await findDefinition(stateDir, key)) ?? definition);
  return moves.settle(definition, settle, vmDir(stateDir, key));
}

export async function definedVm(context: QemuContext, key: string): Promise<VmDefinition> {
  const definition = await findDefinition(context.stateDir, key);
  if (definition) return settled(context, definition);
  const sentence = `Host ${context.options.name} has no VM ${key}.`;
  throw new Refused('not_found', sentence, 'Refresh the inventory.', { key });
}

export async function createVm(context: QemuContext, params: OperationParams<'vm.create'>): Promise<VmValue> {
  const { key, hostname } = params;
  if (!hostnamePattern.test(hostname)) {
    throw new Refused('bad_hostname', `${hostname} is no host name.`, 'Use letters, digits and hyphens.');
  }
  const defined = await findDefinition(context.stateDir, key);
  const found = defined && (await settled(context, defined));
  if (found && !isDeepStrictEqual(found, params)) {
    throw new Refused('exists_different', `VM ${key} exists as ${found.name} and differs.`, 'Use another key.', {
      key,
    });
  }
  if (!found) await saveDefinition(context.stateDir, params);
  return vmValue(context, params);
}

export async function startVm(
  context: QemuContext,
  { key }: OperationParams<'vm.start'>,
  signal: AbortSignal,
): Promise<VmValue> {
  const definition = await definedVm(context, key);
  const dir = vmDir(context.stateDir, key);
  const identity = findVmProcess(dir) ?? (await launchVm(definition, context.options, dir));
  try {
    await waitForReady(definition, dir, identity, signal);
  } catch (error) {
    // A start that failed leaves nothing running.
    await stopVmProcess(dir, identity, 0);
    throw error;
  }
  return vmValue(context, definition);
}

export async function stopVm(context: QemuContext, { key }: OperationParams<'vm.stop'>): Promise<void> {
  const dir = vmDir(context.stateDir, key);
  const identity = findVmProcess(dir);
  if (!identity) return;
  // A QEMU that answers is asked what it uses as long as it can be; the journal tells for one that does not.
  await definedVm(context, key).catch(() => {});
  await stopVmProcess(dir, identity, context.options.shutdownGraceMs);
}

export async function deleteVm(context: QemuContext, { key }: OperationParams<'vm.delete'>): Promise<void> {
  const definition = await findDefinition(context.stateDir, key);
  const dir = vmDir(context.stateDir, key);
  if (findVmProcess(dir) !== null) {
    throw new Refused('in_use', `VM ${definition?.name ?? key} is running.`, 'Stop it first.', { key });
  }
  await removeVm(context.stateDir, key);
}
