import path from 'node:path';

/** The agents of a proof's fabric, one process each, and the systems they serve. */
export const agentNames = ['array', 'library', 'host-1', 'host-2'] as const;
export type AgentName = (typeof agentNames)[number];

/** What they serve, as ledgers and inventories name it. */
export const systemNames = ['array', 'library-1', 'library-2', 'host-1', 'host-2'] as const;

const TIB = 2 ** 40;
const GIB = 2 ** 30;
const iqn = (name: string) => `iqn.2030-01.test:${name}`;

export const libraryInitiators = [iqn('library-1'), iqn('library-2')];
export const goldens = ['golden-1', 'golden-2'] as const;
export type GoldenName = (typeof goldens)[number];
export const mountPathOf = (golden: GoldenName) => `/library/${golden}`;

/** Where a simulated system looks for planted faults. */
export const plantedFaultsDir = (home: string, system: string) => path.join(home, 'planted', system);

/**
 * One array that clones sealed LUNs alone, two nodes of a library of which the first has the images, two hosts that
 * belong to no common cluster; all on one simulated fabric, without any latency.
 */
export function systemsOf(agent: AgentName, home: string): object[] {
  const system = (name: string, kind: string, options: object) => {
    const common = { fabricDir: path.join(home, 'fabric'), name, faultsDir: plantedFaultsDir(home, name) };
    return { system: name, kind, driver: 'sim', options: { ...common, ...options } };
  };
  const library = (name: string, options: object) =>
    system(name, 'library', { fqdn: `${name}.test`, initiators: [iqn(name)], ...options });
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
  return [system(agent, 'host', { fqdn: `${agent}.test`, initiators: [iqn(agent)], memoryBytes, cluster })];
}

const imageOf = (golden: GoldenName) => ({
  ...{ key: `${golden}.vhd`, file: `${golden}.vhd`, directory: mountPathOf(golden), share: 'share', format: 'vhd' },
  ...{ sizeBytes: 20 * GIB, generalised: true, otherFiles: 0 },
});
