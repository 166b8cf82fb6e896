import type { ArrayDriver } from '#agent/drivers/array-driver.ts';
import { Refused } from '#agent/drivers/refused.ts';
import type { MaskingSetValue } from '#contract/agent/masking.ts';
import { capabilitiesOf } from './array-inventory.ts';
import { type ArrayWorld, existing, type SimLun } from './array-world.ts';

type MaskingActs = Pick<ArrayDriver, 'createMaskingSet' | 'deleteMaskingSet' | 'present' | 'unpresent'>;

/** As lunActs: the stage first, then check and change in one go. */
export const maskingActs = (world: ArrayWorld): MaskingActs => ({
  createMaskingSet: async (params) => {
    const { pretend } = await world.stage.enter('create', params.name, world.options.latency.maskingMs);
    const found = world.sets.get(params.key);
    if (found && !isSame(found, params))
      throw new Refused('exists_different', `Masking set ${params.key} exists with other initiators.`);
    if (!found && !pretend) world.sets.put(params.key, params);
    return params;
  },
  deleteMaskingSet: async ({ key }) => {
    const found = world.sets.get(key);
    if (!found) return;
    const { pretend } = await world.stage.enter('delete', found.name, world.options.latency.maskingMs);
    const held = world.luns.all().filter(({ masking }) => Object.hasOwn(masking, key));
    if (held.length > 0)
      throw new Refused('in_use', `Masking set ${key} holds ${held.length} LUNs.`, 'Take them out first.', {
        usedBy: held.map(({ uniqueId }) => uniqueId),
      });
    if (!pretend) world.sets.remove(key);
  },
  present: async ({ uniqueId, maskingSet, access }) => {
    const { name } = existing(world, uniqueId);
    const { pretend } = await world.stage.enter('present', name, world.options.latency.maskingMs);
    const lun = existing(world, uniqueId);
    const granted = Object.hasOwn(lun.masking, maskingSet) ? lun.masking[maskingSet] : undefined;
    if (granted === access) return;
    if (granted)
      throw new Refused('exists_different', `${name} is in masking set ${maskingSet} with ${granted} access.`);
    if (!world.sets.get(maskingSet))
      throw new Refused('not_found', `${world.system} has no masking set ${maskingSet}.`);
    refusePresent(world, lun, access);
    if (!pretend) world.saveLun({ ...lun, grants: lun.grants + 1, masking: { ...lun.masking, [maskingSet]: access } });
  },
  unpresent: async ({ uniqueId, maskingSet }) => {
    const found = world.luns.get(uniqueId);
    if (!found || !Object.hasOwn(found.masking, maskingSet)) return;
    const { pretend } = await world.stage.enter('unpresent', found.name, world.options.latency.maskingMs);
    if (!pretend) takeOut(world, existing(world, uniqueId), maskingSet);
  },
});

const isSame = (a: MaskingSetValue, b: MaskingSetValue) =>
  [...new Set(a.initiators)].sort().join() === [...new Set(b.initiators)].sort().join();

const refusePresent = (world: ArrayWorld, { uniqueId, name, quarantinedUntil }: SimLun, access: string) => {
  if (quarantinedUntil)
    throw new Refused('quarantined', `${name} is in quarantine.`, 'Restore it first.', { quarantinedUntil });
  const children = [...world.index.childrenOf(uniqueId)];
  if (access === 'read-write' && capabilitiesOf(world).sealRequiredBeforeClone && children.length > 0)
    throw new Refused(
      'has_children',
      `${name} has ${children.length} clones and stays read-only.`,
      'Delete its clones first.',
      {
        children,
      },
    );
};

/** Initiators that lose the LUN lose their sessions with the grant. */
const takeOut = (world: ArrayWorld, lun: SimLun, maskingSet: string) => {
  const { [maskingSet]: _gone, ...masking } = lun.masking;
  world.saveLun({ ...lun, masking });
};
