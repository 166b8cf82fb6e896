import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { AgentEndpoint } from '#server/agents/client.ts';
import { type AgentName, type GoldenName, goldens, initiatorOf, libraryInitiators } from './fabric-config.ts';
import type { MakeParts } from './fabric-parts.ts';
import { actFirst } from './first-acts.ts';
import { plantedFaultsDir } from './planted-faults.ts';

const TIB = 2 ** 40;
const GIB = 2 ** 30;
const mountPathOf = (golden: GoldenName) => `/library/${golden}`;
const virtualDiskOf = (golden: GoldenName) => `${golden}.vhd`;

/** All systems on one simulated fabric, without any latency. There is no other side to look at: the fabric is its files. */
export const makeSimParts: MakeParts = async (home) => {
  const fabricDir = path.join(home, 'fabric');
  await mkdir(fabricDir);
  return {
    agentsDir: home,
    systemsOf: (agent) => systemsOf(agent, home, fabricDir),
    furnish,
    virtualDiskOf,
    vmSize: { cpus: 2, memoryBytes: 2 * GIB },
    listedDisks: [],
    steady: (system) => system,
    look: async () => null,
    expected: () => null,
    dispose: async () => {},
  };
};

function systemsOf(agent: AgentName, home: string, fabricDir: string): object[] {
  const system = (name: string, kind: string, options: object) => {
    const common = { fabricDir, name, faultsDir: plantedFaultsDir(home, name) };
    return { system: name, kind, driver: 'sim', options: { ...common, ...options } };
  };
  const library = (name: 'library-1' | 'library-2', options: object) =>
    system(name, 'library', { fqdn: `${name}.test`, initiators: [initiatorOf(name)], ...options });
  if (agent === 'array') {
    const capabilities = { sealRequiredBeforeClone: true, maxChainDepth: 1 };
    return [system('array', 'array', { capabilities, pools: [{ key: 'pool', name: 'Pool', sizeBytes: 1000 * TIB }] })];
  }
  if (agent === 'library') {
    const shares = [{ key: 'share', path: '/library', description: null }];
    return [library('library-1', { shares, virtualDisks: goldens.map(imageOf) }), library('library-2', {})];
  }
  const cluster = agent === 'host-1' ? 'Cluster 1' : null;
  const memoryBytes = 4096 * GIB;
  return [system(agent, 'host', { fqdn: `${agent}.test`, initiators: [initiatorOf(agent)], memoryBytes, cluster })];
}

const imageOf = (golden: GoldenName) => {
  const key = virtualDiskOf(golden);
  const file = { key, file: key, directory: mountPathOf(golden), share: 'share', format: 'vhd' };
  return { ...file, sizeBytes: 20 * GIB, generalised: true, otherFiles: 0 };
};

async function furnish(agents: Record<'array' | 'library', AgentEndpoint>): Promise<void> {
  const set = { key: 'library', name: 'Library', initiators: libraryInitiators };
  await actFirst(agents.array, 'array', [['masking-set.create', set]]);
  const luns = goldens.map((name) => ({ name, uniqueId: randomUUID().replaceAll('-', '') }));
  const lun = { pool: 'pool', sizeBytes: 20 * GIB, kind: 'golden' };
  await actFirst(
    agents.array,
    'array',
    luns.map((one) => ['lun.create', { ...lun, ...one }]),
  );
  const open = ({ uniqueId }: { uniqueId: string }) => ({ uniqueId, maskingSet: 'library', access: 'read-write' });
  await actFirst(
    agents.array,
    'array',
    luns.map((one) => ['masking.present', open(one)]),
  );
  const mount = (golden: GoldenName) => [{ path: mountPathOf(golden), driveLetter: null }];
  await actFirst(
    agents.library,
    'library-1',
    luns.map(({ uniqueId, name }) => ['disk.online', { uniqueId, mounts: mount(name) }]),
  );
}
