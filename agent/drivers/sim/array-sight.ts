import type { Access, MaskingSetValue } from '#contract/agent/masking.ts';
import type { SimLun } from './array-world.ts';
import type { Fabric, Presented } from './fabric.ts';
import type { ObjectFile } from './object-file.ts';
import type { SimArrayOptions } from './sim-options.ts';

type Sight = Map<string, Presented>;

/** Where a LUN of this array is reached: one target for each LUN. */
export const addressOf = (
  { transport, portal }: Pick<SimArrayOptions, 'transport' | 'portal'>,
  system: string,
  uniqueId: string,
) => ({
  // Over Fibre Channel the target is a port name; the field keeps its iSCSI name.
  targetIqn: transport === 'fc' ? `naa.5${uniqueId.slice(0, 15)}` : `iqn.2024-01.net.heddle:${system}:${uniqueId}`,
  portal,
  lunNumber: 1,
});

/** Keeps what initiators see of an array's LUNs in step with its masking. */
export const arraySight = (
  options: SimArrayOptions,
  system: string,
  sets: ObjectFile<MaskingSetValue>,
  fabric: Fabric,
) => {
  const sightOf = (lun: SimLun): Sight => {
    const { uniqueId, name, sizeBytes } = lun;
    const known = { uniqueId, name, sizeBytes, transport: options.transport, grant: lun.grants };
    const address = addressOf(options, system, uniqueId);
    const sight: Sight = new Map();
    for (const [initiator, access] of grants(lun, sets)) sight.set(initiator, { ...known, ...address, access });
    return sight;
  };

  const change = (before: SimLun | undefined, after: SimLun | undefined) => {
    const was: Sight = before ? sightOf(before) : new Map();
    const is: Sight = after ? sightOf(after) : new Map();
    for (const [initiator, { uniqueId }] of was)
      if (!is.has(initiator)) fabric.presentedBy(system, initiator).remove(uniqueId);
    for (const [initiator, value] of is)
      if (was.get(initiator)?.access !== value.access) fabric.presentedBy(system, initiator).put(value.uniqueId, value);
  };

  /** Makes the fabric show what the LUNs say: a kill -9 may have come between the two. */
  const restore = (luns: SimLun[]) => {
    const wanted = new Set<string>();
    for (const lun of luns)
      for (const [initiator, value] of sightOf(lun)) {
        const presented = fabric.presentedBy(system, initiator);
        wanted.add(`${initiator} ${lun.uniqueId}`);
        if (presented.get(lun.uniqueId)?.access !== value.access) presented.put(lun.uniqueId, value);
      }
    for (const initiator of fabric.initiators()) {
      const presented = fabric.presentedBy(system, initiator);
      for (const { uniqueId } of presented.all())
        if (!wanted.has(`${initiator} ${uniqueId}`)) presented.remove(uniqueId);
    }
  };

  return { change, restore };
};

/** Access by initiator; one that is in several sets gets the most that any of them grants. */
const grants = ({ masking }: SimLun, sets: ObjectFile<MaskingSetValue>): Map<string, Access> => {
  const granted = new Map<string, Access>();
  for (const [key, access] of Object.entries(masking))
    for (const initiator of sets.get(key)?.initiators ?? [])
      if (granted.get(initiator) !== 'read-write') granted.set(initiator, access);
  return granted;
};
