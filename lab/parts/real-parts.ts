import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { systemStateDir } from '#agent/drivers/system-state-dir.ts';
import type { SystemInventory } from '#contract/agent/inventory.ts';
import type { AgentEndpoint } from '#server/agents/client.ts';
import { type AgentName, type GoldenName, goldens, initiatorOf, libraryInitiators } from '#test/rig/fabric-config.ts';
import type { FabricParts, MakeParts } from '#test/rig/fabric-parts.ts';
import { actFirst } from '#test/rig/first-acts.ts';
import type { ProofFabric } from '#test/rig/proof-fabric.ts';
import { type ArrayRoom, equipArray } from './array-room.ts';
import { expectedParts } from './expected-parts.ts';
import { buildGoldenImage } from './golden-image.ts';
import { openRoom, type Room, takeDownDeadRooms } from './room.ts';
import { lookAtParts } from './seen-parts.ts';
import { writeImage } from './write-image.ts';

const mib = 2 ** 20;
const goldenBytes = 128 * mib;
const builder = 'iqn.2030-01.test:builder';
export const uniqueIdOf = (golden: GoldenName) => `60de${golden.replace(/\D/g, '').padStart(28, '0')}`;

type RealParts = FabricParts & { room: ArrayRoom };

/** The room in which a proof's fabric of real parts is. */
export function roomOf({ parts }: ProofFabric): ArrayRoom {
  if ('room' in parts) return (parts as RealParts).room;
  throw new Error('This fabric is not made of real parts.');
}

/** A proof's fabric of a tgt array, two qsd library nodes and two qemu hosts, in a room of its own. Needs root. */
export const makeRealParts: MakeParts = async () => {
  await takeDownDeadRooms();
  const room = await openRoom('proof');
  return equip(room).catch(async (error) => {
    await room.close();
    throw error;
  });
};

async function equip(inRoom: Room): Promise<RealParts> {
  const room = await equipArray(inRoom);
  const image = await buildGoldenImage(room.dir, goldenBytes);
  const agentsDir = agentsDirIn(room);
  await mkdir(agentsDir, { mode: 0o700 });
  return {
    room,
    agentsDir,
    systemsOf: (agent) => systemsOf(agent, room),
    furnish: (agents) => furnish(agents, room, image),
    virtualDiskOf: uniqueIdOf,
    vmSize: { cpus: 1, memoryBytes: 160 * mib },
    listedDisks: goldens.map(uniqueIdOf),
    steady,
    look: () => lookAtParts(room),
    expected: (systems) => expectedParts(room, (system) => stateDirIn(room, system), systems),
    dispose: room.close,
  };
}

const agentsDirIn = (room: ArrayRoom) => path.join(room.dir, 'agents');
/** Where the driver of a system keeps its state. */
export function stateDirIn(room: ArrayRoom, system: string): string {
  const agent = system.startsWith('library') ? 'library' : system;
  return systemStateDir(path.join(agentsDirIn(room), `${agent}-state`), system);
}
const shareOf = (room: ArrayRoom, node: string) => path.join(room.dir, 'shares', node);
/** Where a library node mounts a golden disk. */
export const mountPathOf = (room: ArrayRoom, node: string, golden: GoldenName) =>
  path.join(shareOf(room, node), golden);
const mountsOf = (room: ArrayRoom, node: string, golden: GoldenName) => [
  { path: mountPathOf(room, node, golden), driveLetter: null },
];
const targetOf = ({ options, tgtd }: ArrayRoom, golden: GoldenName) => {
  const uniqueId = uniqueIdOf(golden);
  return { uniqueId, targetIqn: `${options.iqnPrefix}:${uniqueId}`, portal: tgtd.portal, lunNumber: 1 };
};

function systemsOf(agent: AgentName, room: ArrayRoom): object[] {
  if (agent === 'array') {
    const options = { ...room.options, maxChainDepth: 1 };
    return [{ system: 'array', kind: 'array', driver: 'tgt', options }];
  }
  if (agent === 'library') return [libraryNode(room, 'library-1'), libraryNode(room, 'library-2')];
  const size = { cpus: 8, memoryBytes: 8 * 1024 * mib };
  const cluster = agent === 'host-1' ? 'Cluster 1' : null;
  // The guests of a proof are thrown away: they are switched off, not shut down.
  const options = { name: agent, fqdn: `${agent}.test`, initiator: initiatorOf(agent), ...size, shutdownGraceMs: 0 };
  return [{ system: agent, kind: 'host', driver: 'qemu', options: { ...options, cluster } }];
}

function libraryNode(room: ArrayRoom, node: 'library-1' | 'library-2'): object {
  const disks = goldens.map((golden) => ({
    ...targetOf(room, golden),
    mounts: mountsOf(room, node, golden),
    onlineAtFirst: false,
  }));
  const named = { name: node, fqdn: `${node}.test`, initiator: initiatorOf(node) };
  return {
    system: node,
    kind: 'library',
    driver: 'qsd',
    options: { ...named, sharePath: shareOf(room, node), disks },
  };
}

async function furnish(
  agents: Record<'array' | 'library', AgentEndpoint>,
  room: ArrayRoom,
  image: string,
): Promise<void> {
  const onArray = (operation: string, params: Parameters<typeof actFirst>[2][number][1]) =>
    actFirst(agents.array, 'array', [[operation, params]]);
  await onArray('masking-set.create', { key: 'library', name: 'Library', initiators: libraryInitiators });
  await onArray('masking-set.create', { key: 'builder', name: 'Builder', initiators: [builder] });
  for (const golden of goldens) {
    const uniqueId = uniqueIdOf(golden);
    const lun = { name: golden, pool: room.options.poolName, sizeBytes: goldenBytes, kind: 'golden' };
    await onArray('lun.create', { ...lun, uniqueId });
    await onArray('masking.present', { uniqueId, maskingSet: 'builder', access: 'read-write' });
    await writeImage(image, targetOf(room, golden), builder);
    await onArray('masking.remove', { uniqueId, maskingSet: 'builder' });
    await onArray('masking.present', { uniqueId, maskingSet: 'library', access: 'read-write' });
    const online = { uniqueId, mounts: mountsOf(room, 'library-1', golden) };
    await actFirst(agents.library, 'library-1', [['disk.online', online]]);
  }
  await onArray('masking-set.delete', { key: 'builder' });
}

/** Allocation grows as volumes are mounted, loop devices get any number, and looks log in for a moment. */
function steady(system: SystemInventory): SystemInventory {
  if (system.kind === 'library') return { ...system, disks: system.disks.map((disk) => ({ ...disk, number: null })) };
  if (system.kind === 'host') return system;
  return {
    ...system,
    pools: system.pools.map((pool) => ({ ...pool, usedBytes: 0 })),
    luns: system.luns.map((lun) => ({ ...lun, usedBytes: 0, sessions: [] })),
  };
}
