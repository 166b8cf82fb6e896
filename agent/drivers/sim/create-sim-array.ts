import type { ArrayDriver } from '#agent/drivers/array-driver.ts';
import type { LunValue } from '#contract/agent/luns.ts';
import { simArrayInventory } from './array-inventory.ts';
import { lunActs } from './array-luns.ts';
import { maskingActs } from './array-masking.ts';
import { registrationActs } from './array-registration-acts.ts';
import { type ArrayWorld, openArrayWorld } from './array-world.ts';
import { readOptions, SimArrayOptions } from './sim-options.ts';

/** A simulated array; options: SimArrayOptions. Its world is below `stateDir`, its presentations in the fabric's folder. */
export const createSimArray = async (options: unknown, stateDir: string, system: string): Promise<ArrayDriver> => {
  const world = openArrayWorld(readOptions(SimArrayOptions, options, system), stateDir, system);
  return {
    kind: 'array',
    name: 'sim',
    ...lunActs(world),
    ...maskingActs(world),
    ...(world.options.registrations ? { registrations: registrationActs(world) } : {}),
    readLuns: async (uniqueIds) => {
      const sessions = world.fabric.sessionsNow();
      return uniqueIds.map((uniqueId) => readLun(world, uniqueId, () => sessions));
    },
    readMaskingSets: async (keys) => keys.map((key) => world.sets.get(key) ?? null),
    inventory: async () => simArrayInventory(world),
    revision: async () => world.revision(),
    close: async () => world.close(),
  };
};

/** LUNs called `sim-nonsense` read as something that is no LunValue: an agent that breaks its contract. */
const readLun = (
  world: ArrayWorld,
  uniqueId: string,
  sessionsOf: ArrayWorld['fabric']['sessionsNow'],
): LunValue | null => {
  const lun = world.luns.get(uniqueId);
  if (!lun) return null;
  const value = world.lunValue(lun, sessionsOf);
  return lun.name.includes('sim-nonsense')
    ? ({ ...value, sizeBytes: 'plenty', masking: null } as unknown as LunValue)
    : value;
};
