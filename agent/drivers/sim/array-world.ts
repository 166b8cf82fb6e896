import path from 'node:path';
import { z } from 'zod';
import { Refused } from '#agent/drivers/refused.ts';
import { LunValue } from '#contract/agent/luns.ts';
import { MaskingSetValue } from '#contract/agent/masking.ts';
import { arrayRegistrations } from './array-registrations.ts';
import { addressOf, arraySight } from './array-sight.ts';
import { openFabric } from './fabric.ts';
import { lunIndex } from './lun-index.ts';
import { openObjects } from './object-file.ts';
import type { SimArrayOptions } from './sim-options.ts';
import { openStage } from './stage.ts';

/** A LUN as the simulated array remembers it. */
export const SimLun = LunValue.omit({
  targetIqn: true,
  portal: true,
  lunNumber: true,
  sessions: true,
  registrations: true,
}).extend({
  usedBytes: z.number().int(),
  /** How often it was put into a masking set. */
  grants: z.number().int(),
});
export type SimLun = z.infer<typeof SimLun>;

export type ArrayWorld = ReturnType<typeof openArrayWorld>;

/** The LUNs and masking sets of one simulated array, and what initiators see of them. Everything is synchronous. */
export const openArrayWorld = (options: SimArrayOptions, stateDir: string, system: string) => {
  const luns = openObjects(path.join(stateDir, 'luns.jsonl'), SimLun);
  const sets = openObjects(path.join(stateDir, 'masking-sets.jsonl'), MaskingSetValue);
  const fabric = openFabric(options.fabricDir);
  const index = lunIndex(luns.all());
  const sight = arraySight(options, system, sets, fabric);
  sight.restore(luns.all());
  const registrations = arrayRegistrations(options, system, fabric);

  const saveLun = (lun: SimLun) => {
    const before = luns.get(lun.uniqueId);
    luns.put(lun.uniqueId, lun);
    index.replace(before, lun);
    sight.change(before, lun);
  };

  const removeLun = (lun: SimLun) => {
    registrations.remove(lun.uniqueId); // first: those of a LUN that is gone would count against limits for ever
    luns.remove(lun.uniqueId);
    index.replace(lun, undefined);
    sight.change(lun, undefined);
  };

  /** `sessionsOf`: where many values are wanted, sessions are looked up once. */
  const lunValue = ({ grants: _internal, ...lun }: SimLun, sessionsOf = fabric.sessionsNow): LunValue => ({
    ...lun,
    ...addressOf(options, system, lun.uniqueId),
    registrations: registrations.valueOf(lun),
    sessions: Object.keys(lun.masking).length > 0 ? sessionsOf()(lun.uniqueId) : [],
  });

  const revision = (): string =>
    `${luns.changes()}.${sets.changes()}.${fabric.sessionChanges()}.${registrations.changes()}`;
  const stage = openStage(stateDir, options.latency, options.faultsDir);
  const close = () => {
    for (const open of [luns, sets, stage, fabric]) open.close();
  };
  const parts = { system, options, luns, sets, fabric, index, stage, registrations };
  return { ...parts, saveLun, removeLun, lunValue, revision, close };
};

/** The LUN, or a refusal that says it is not there. */
export const existing = (world: ArrayWorld, uniqueId: string): SimLun => {
  const lun = world.luns.get(uniqueId);
  if (lun) return lun;
  throw new Refused('not_found', `${world.system} has no LUN ${uniqueId}.`, 'Refresh the inventory of the array.');
};
