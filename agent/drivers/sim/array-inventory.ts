import type { ArrayInventory, PoolValue } from '#contract/agent/inventory.ts';
import type { ArrayWorld } from './array-world.ts';
import { garbageVersion, reportsGarbage } from './stage.ts';

export const simArrayInventory = (world: ArrayWorld): ArrayInventory => {
  const { options, system, luns, sets, fabric, lunValue } = world;
  const sessions = fabric.sessionsNow();
  return {
    kind: 'array',
    system,
    name: options.name ?? system,
    vendor: options.vendor,
    model: options.model,
    version: luns.all().some(({ name }) => reportsGarbage(name)) ? garbageVersion : options.version,
    platform: options.platform,
    transport: options.transport,
    capabilities: capabilitiesOf(world),
    pools: poolsOf(world),
    luns: luns.all().map((lun) => lunValue(lun, () => sessions)),
    maskingSets: sets.all(),
  };
};

export const capabilitiesOf = ({ options }: ArrayWorld): ArrayInventory['capabilities'] => ({
  sealRequiredBeforeClone: false,
  maxChainDepth: null,
  maxLuns: null,
  maxClonesPerParent: null,
  snapshot: true,
  clone: true,
  preferredAllocation: 'snapshot',
  registrationLimit: null,
  registrationProbe: false,
  ...options.capabilities,
});

export const poolsOf = ({ options, index }: ArrayWorld): PoolValue[] =>
  options.pools.map((pool) => ({
    classification: null,
    hostGroups: null,
    ...pool,
    usedBytes: (pool.usedBytes ?? 0) + index.usedBytesIn(pool.key),
  }));
