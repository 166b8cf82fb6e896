import { z } from 'zod';
import type { HostDriver } from '#agent/drivers/host-driver.ts';
import { createRevisionNumber } from '#agent/drivers/revision-number.ts';
import { run } from '#agent/exec/run.ts';
import type { HostInventory } from '#contract/agent/inventory.ts';
import type { VmValue } from '#contract/agent/vms.ts';
import { moveStorage } from './move-storage.ts';
import { createMoves } from './moves.ts';
import { QemuOptions } from './qemu-options.ts';
import { openSharedDisks, type SharedDisks } from './shared-disks.ts';
import { createVm, deleteVm, type QemuContext, settled, startVm, stopVm, vmValue } from './vm-acts.ts';
import { findDefinition, listDefinitions, type VmDefinition } from './vm-definition.ts';

function checkOptions(options: unknown): QemuOptions {
  const checked = QemuOptions.safeParse(options);
  if (checked.success) return checked.data;
  throw new Error(`options of a qemu host: ${z.prettifyError(checked.error)}`);
}

async function qemuVersion(): Promise<string> {
  const argv = ['qemu-system-x86_64', '--version'] as const;
  const { stdout } = await run([...argv], { deadlineMs: 10_000 }).catch(() => ({ stdout: '' }));
  return /version (\S+)/.exec(stdout)?.[1] ?? 'unknown';
}

async function allVms(context: QemuContext): Promise<VmValue[]> {
  const definitions = await listDefinitions(context.stateDir);
  return Promise.all(
    definitions.map(async (definition) => {
      // One QEMU that does not answer must not hide the others; a read of its VM says so.
      const known = await settled(context, definition).catch(() => definition);
      return vmValue(context, known);
    }),
  );
}

async function inventory(context: QemuContext, sharedDisks: SharedDisks): Promise<HostInventory> {
  const { name, fqdn, initiator, channels, cpus, memoryBytes, hostGroup, cluster } = context.options;
  return {
    kind: 'host',
    system: context.system,
    ...{ name, fqdn, channels, cpus, memoryBytes, hostGroup, cluster },
    hypervisor: 'QEMU',
    version: context.version,
    transport: 'iscsi',
    initiators: [initiator],
    vms: await allVms(context),
    sharedDisks: await sharedDisks.all(),
  };
}

const usersOf = (definitions: VmDefinition[], uniqueId: string) =>
  definitions.filter(({ disks }) => disks.some((disk) => disk.uniqueId === uniqueId)).map(({ name }) => name);

/**
 * Host driver: each VM is a QEMU process that boots straight from iSCSI LUNs under the host's own initiator name.
 * Options: QemuOptions. VMs go on running while the agent is down; the next start finds them by their pid files.
 */
export async function createQemuDriver(options: unknown, stateDir: string, system: string): Promise<HostDriver> {
  const context: QemuContext = {
    options: checkOptions(options),
    system,
    stateDir,
    version: await qemuVersion(),
    moves: createMoves(),
  };
  const { name, initiator, channels } = context.options;
  const look = async () => JSON.stringify([await allVms(context), await sharedDisks.all()]);
  const revision = createRevisionNumber(look);
  const sharedDisks = await openSharedDisks({
    ...{ name, initiator, channels, stateDir },
    usersOf: async (uniqueId) => usersOf(await listDefinitions(stateDir), uniqueId),
    onChange: revision.changed,
  });
  // A move that the last run was killed in is settled before anybody asks.
  await allVms(context);
  const changing = <T>(act: Promise<T>) => act.finally(revision.changed);
  return {
    kind: 'host',
    name: 'qemu',
    createVm: (params) => changing(createVm(context, params)),
    startVm: (params, signal) => changing(startVm(context, params, signal)),
    stopVm: (params) => changing(stopVm(context, params)),
    moveStorage: (params, signal) => changing(moveStorage(context, params, signal)),
    deleteVm: (params) => changing(deleteVm(context, params)),
    async readVm(key) {
      const definition = await findDefinition(context.stateDir, key);
      return definition && vmValue(context, await settled(context, definition));
    },
    sharedDisks: sharedDisks.acts,
    inventory: () => inventory(context, sharedDisks),
    revision: revision.read,
    close: async () => sharedDisks.close(),
  };
}
