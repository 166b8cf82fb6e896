import type { ArrayDriver } from '#agent/drivers/array-driver.ts';
import { Refused } from '#agent/drivers/refused.ts';
import type { LunValue } from '#contract/agent/luns.ts';
import { capabilitiesOf, poolsOf } from './array-inventory.ts';
import { type ArrayWorld, existing, type SimLun } from './array-world.ts';

/** What a new thin LUN takes at once: its metadata. */
const thinBytes = 16 * 2 ** 20;

type LunActs = Pick<ArrayDriver, 'createLun' | 'cloneLun' | 'deleteLun' | 'setQuarantine'>;

/**
 * Each act first passes the stage (time, sentinels), then checks and changes the world in one synchronous go, so that
 * no other act comes between the check and the change.
 */
export const lunActs = (world: ArrayWorld): LunActs => ({
  createLun: async ({ uniqueId, name, pool, sizeBytes, kind }) => {
    const { pretend } = await world.stage.enter('create', name, world.options.latency.createMs);
    const lun: SimLun = { ...blank, uniqueId, name, pool, sizeBytes, kind };
    return make(world, lun, pretend, () => refuseWithoutRoom(world, pool));
  },
  cloneLun: async ({ sourceUniqueId, uniqueId, name }) => {
    const { pretend } = await world.stage.enter('clone', name, world.options.latency.cloneMs);
    const parent = existing(world, sourceUniqueId);
    const { pool, sizeBytes, chainDepth } = parent;
    const origin = { pool, sizeBytes, chainDepth: chainDepth + 1, parentUniqueId: sourceUniqueId };
    const lun: SimLun = { ...blank, ...origin, uniqueId, name, kind: 'clone' };
    return make(world, lun, pretend, () => refuseClone(world, parent, lun));
  },
  deleteLun: async ({ uniqueId }) => {
    const found = world.luns.get(uniqueId);
    if (!found) return;
    const { pretend } = await world.stage.enter('delete', found.name, world.options.latency.deleteMs);
    refuseDelete(world, existing(world, uniqueId));
    if (!pretend) world.removeLun(existing(world, uniqueId));
  },
  setQuarantine: async ({ uniqueId, until }) => {
    const { name } = existing(world, uniqueId);
    const { pretend } = await world.stage.enter('quarantine', name, world.options.latency.maskingMs);
    const lun = existing(world, uniqueId);
    const sets = Object.keys(lun.masking);
    if (until !== null && sets.length > 0)
      throw new Refused('in_use', `${name} is still in masking set ${sets.join(', ')}.`, 'Take it out first.', {
        usedBy: sets,
      });
    if (!pretend) world.saveLun({ ...lun, quarantinedUntil: until });
  },
});

const blank = {
  usedBytes: thinBytes,
  parentUniqueId: null,
  chainDepth: 0,
  masking: {},
  quarantinedUntil: null,
  grants: 0,
} satisfies Partial<SimLun>;

/** Creates `lun` unless it is there: equal = done, different = refused. `check` refuses what the world has no room for. */
const make = (world: ArrayWorld, lun: SimLun, pretend: boolean, check: () => void): LunValue => {
  const found = world.luns.get(lun.uniqueId);
  if (found) {
    if (isSame(found, lun)) return world.lunValue(found);
    throw new Refused('exists_different', `${lun.uniqueId} exists as ${found.name} and is something else.`);
  }
  check();
  if (!pretend) world.saveLun(lun);
  return world.lunValue(lun);
};

const isSame = (a: SimLun, b: SimLun) =>
  a.name === b.name &&
  a.sizeBytes === b.sizeBytes &&
  a.pool === b.pool &&
  a.kind === b.kind &&
  a.parentUniqueId === b.parentUniqueId;

const refuseClone = (world: ArrayWorld, parent: SimLun, lun: SimLun) => {
  const { sealRequiredBeforeClone, maxChainDepth, maxClonesPerParent } = capabilitiesOf(world);
  const writers = Object.keys(parent.masking).filter((key) => parent.masking[key] === 'read-write');
  if (parent.quarantinedUntil)
    throw new Refused('quarantined', `${parent.name} is in quarantine.`, 'Restore it first.');
  if (sealRequiredBeforeClone && writers.length > 0)
    throw new Refused(
      'parent_open_rw',
      `${parent.name} is open read-write to ${writers.join(', ')}.`,
      'Seal it first.',
      { writers },
    );
  if (maxChainDepth !== null && lun.chainDepth > maxChainDepth)
    throw new Refused(
      'chain_too_deep',
      `A clone of ${parent.name} has depth ${lun.chainDepth}; the limit is ${maxChainDepth}.`,
    );
  const clones = world.index.childrenOf(parent.uniqueId).size;
  if (maxClonesPerParent !== null && clones >= maxClonesPerParent)
    throw new Refused('snapshot_limit', `${parent.name} has ${clones} clones; the limit is ${maxClonesPerParent}.`);
  refuseWithoutRoom(world, parent.pool);
};

const refuseWithoutRoom = (world: ArrayWorld, key: string) => {
  const { maxLuns } = capabilitiesOf(world);
  if (maxLuns !== null && world.index.count() >= maxLuns)
    throw new Refused('lun_limit', `${world.system} has ${world.index.count()} LUNs; the limit is ${maxLuns}.`);
  const pool = poolsOf(world).find((one) => one.key === key);
  if (!pool) throw new Refused('not_found', `${world.system} has no pool ${key}.`);
  if (pool.usedBytes + thinBytes > pool.sizeBytes)
    throw new Refused(
      'pool_full',
      `Pool ${pool.name} has ${pool.sizeBytes - pool.usedBytes} bytes left.`,
      'Make room in the pool.',
    );
};

const refuseDelete = (world: ArrayWorld, { uniqueId, name, masking }: SimLun) => {
  const children = [...world.index.childrenOf(uniqueId)];
  if (children.length > 0)
    throw new Refused('has_children', `${name} has ${children.length} clones.`, 'Delete its clones first.', {
      children,
    });
  const usedBy = [...Object.keys(masking), ...world.fabric.sessionsNow()(uniqueId)];
  if (usedBy.length > 0)
    throw new Refused('in_use', `${name} is used by ${usedBy.join(', ')}.`, 'Take it out of its masking sets.', {
      usedBy,
    });
};
