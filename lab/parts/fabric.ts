import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { systemStateDir } from '#agent/drivers/system-state-dir.ts';
import { createTgtDriver } from '#agent/drivers/tgt/create-tgt-driver.ts';
import type { LunValue } from '#contract/agent/luns.ts';
import { type ArrayRoom, equipArray } from './array-room.ts';
import { buildGoldenImage } from './golden-image.ts';
import { agentDir, type LabAgent, startLabAgent } from './lab-agent.ts';
import type { Room } from './room.ts';
import { writeImage } from './write-image.ts';

/** Real parts of one small site: an array, a library server with a golden disk mounted, two hosts, an agent for each. */
export type Fabric = {
  room: ArrayRoom;
  golden: LunValue;
  sharePath: string;
  mountPath: string;
  agents: LabAgent[];
};

const mib = 1024 * 1024;
const goldenBytes = 128 * mib;
const goldenId = '60de000000000000000000000000c01d';
const hostGroup = 'Lab';
const cluster = 'Lab cluster';
/** Of each host to the array: so many registrations a host needs for every CSV. */
export const channels = 2;
/** Registrations that the array is configured to hold: those of three CSVs, and half of a fourth. */
export const registrationLimit = 14;

export const initiators = {
  library: 'iqn.2026-01.lab.library:one',
  hostA: 'iqn.2026-01.lab.host:a',
  hostB: 'iqn.2026-01.lab.host:b',
  /** Builds the golden and is in no masking set afterwards. */
  builder: 'iqn.2026-01.lab.builder:one',
  /** In no masking set at any time. */
  foreign: 'iqn.2026-01.lab.foreign:one',
} as const;

const arraySystem = 'array-1';
const sets = { library: 'library-1', hostA: 'host-a', hostB: 'host-b' } as const;

const arrayOptions = (room: ArrayRoom) => ({
  ...room.options,
  ...{ maxChainDepth: 5, hostGroups: [hostGroup] },
  registrationLimit: { scope: 'array', value: registrationLimit },
  registrationProbe: true,
});

/** As an operator does before the first seal: builds the golden over iSCSI, then masks it to the library server alone. */
async function layGolden(room: ArrayRoom): Promise<LunValue> {
  const stateDir = systemStateDir(path.join(agentDir(room, 'array'), 'state'), arraySystem);
  await mkdir(stateDir, { recursive: true, mode: 0o700 });
  const array = await createTgtDriver(arrayOptions(room), stateDir, arraySystem);
  try {
    for (const key of ['library', 'hostA', 'hostB'] as const) {
      await array.createMaskingSet({ key: sets[key], name: sets[key], initiators: [initiators[key]] });
    }
    const image = await buildGoldenImage(room.dir, goldenBytes);
    const named = { uniqueId: goldenId, name: 'debian-12-golden', pool: room.options.poolName };
    const golden = await array.createLun({ ...named, sizeBytes: goldenBytes, kind: 'golden' });
    await array.createMaskingSet({ key: 'builder', name: 'builder', initiators: [initiators.builder] });
    await array.present({ uniqueId: goldenId, maskingSet: 'builder', access: 'read-write' });
    await writeImage(image, golden, initiators.builder);
    await array.unpresent({ uniqueId: goldenId, maskingSet: 'builder' });
    await array.deleteMaskingSet({ key: 'builder' });
    await array.present({ uniqueId: goldenId, maskingSet: sets.library, access: 'read-write' });
    return golden;
  } finally {
    await array.close();
  }
}

function hostOptions(name: string, initiator: string) {
  const size = { cpus: 8, memoryBytes: 8 * 1024 * mib };
  return {
    name,
    fqdn: `${name}.lab.example`,
    initiator,
    hostGroup,
    cluster,
    channels,
    ...size,
    shutdownGraceMs: 60_000,
  };
}

async function startAgents(room: ArrayRoom, library: object): Promise<LabAgent[]> {
  const start = (name: string, kind: 'array' | 'library' | 'host', driver: string, system: string, options: object) =>
    startLabAgent(room, name, { system, kind, driver, options: { ...options } });
  return [
    await start('array', 'array', 'tgt', arraySystem, arrayOptions(room)),
    await start('library', 'library', 'qsd', 'library-1', library),
    await start('host-a', 'host', 'qemu', 'host-a', hostOptions('host-a', initiators.hostA)),
    await start('host-b', 'host', 'qemu', 'host-b', hostOptions('host-b', initiators.hostB)),
  ];
}

/** Sets everything up in a room, whose owner closes it, also when this throws. Needs root and dist/agent.mjs. */
export async function openFabric(inRoom: Room, onStep: (title: string) => void = () => {}): Promise<Fabric> {
  onStep('pool and tgtd');
  const room = await equipArray(inRoom);
  onStep('golden image');
  const golden = await layGolden(room);
  const sharePath = path.join(room.dir, 'share');
  const mountPath = path.join(sharePath, 'debian-12');
  const { uniqueId, targetIqn, portal } = golden;
  const disks = [{ uniqueId, targetIqn, portal, mounts: [{ path: mountPath }] }];
  const named = { name: 'library-1', fqdn: 'library-1.lab.example', initiator: initiators.library, sharePath };
  onStep('agents');
  const agents = await startAgents(room, { ...named, shareDescription: 'Golden images', disks });
  return { room, golden, sharePath, mountPath, agents };
}
