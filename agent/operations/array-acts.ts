import type { ArrayDriver } from '#agent/drivers/array-driver.ts';
import { lunOperations } from '#contract/agent/luns.ts';
import { maskingOperations } from '#contract/agent/masking.ts';
import { type ActMaker, actOf, holding, seenWhen, silently } from './act.ts';
import { registrationActs } from './registration-acts.ts';

const lun = (uniqueId: string) => `LUN ${uniqueId}`;
const maskingSet = (key: string) => `masking set ${key}`;
const readLun = async (driver: ArrayDriver, uniqueId: string) => (await driver.readLuns([uniqueId]))[0] ?? null;
const readSet = async (driver: ArrayDriver, key: string) => (await driver.readMaskingSets([key]))[0] ?? null;

const lunActs: { [operation in keyof typeof lunOperations]: ActMaker<ArrayDriver> } = {
  'lun.create': actOf(lunOperations['lun.create'], (driver: ArrayDriver, params) => ({
    hold: holding(lun(params.uniqueId)),
    run: () => driver.createLun(params),
    look: async () => {
      const found = await readLun(driver, params.uniqueId);
      return found?.name === params.name && found.sizeBytes === params.sizeBytes ? found : null;
    },
  })),
  'lun.clone': actOf(lunOperations['lun.clone'], (driver: ArrayDriver, params) => ({
    // Clones of one parent go together; whatever changes the parent itself waits for them.
    hold: { exclusive: [lun(params.uniqueId)], shared: [lun(params.sourceUniqueId)] },
    run: () => driver.cloneLun(params),
    look: async () => {
      const found = await readLun(driver, params.uniqueId);
      return found?.name === params.name && found.parentUniqueId === params.sourceUniqueId ? found : null;
    },
  })),
  'lun.delete': actOf(lunOperations['lun.delete'], (driver: ArrayDriver, params) => ({
    hold: holding(lun(params.uniqueId)),
    run: () => silently(driver.deleteLun(params)),
    look: async () => seenWhen((await readLun(driver, params.uniqueId)) === null),
  })),
  'lun.set-quarantine': actOf(lunOperations['lun.set-quarantine'], (driver: ArrayDriver, params) => ({
    hold: holding(lun(params.uniqueId)),
    run: () => silently(driver.setQuarantine(params)),
    look: async () => seenWhen((await readLun(driver, params.uniqueId))?.quarantinedUntil === params.until),
  })),
};

const maskingActs: { [operation in keyof typeof maskingOperations]: ActMaker<ArrayDriver> } = {
  'masking-set.create': actOf(maskingOperations['masking-set.create'], (driver: ArrayDriver, params) => ({
    hold: holding(maskingSet(params.key)),
    run: () => driver.createMaskingSet(params),
    look: async () => {
      const found = await readSet(driver, params.key);
      const equal = [...(found?.initiators ?? [])].sort().join() === [...params.initiators].sort().join();
      return found && equal ? found : null;
    },
  })),
  'masking-set.delete': actOf(maskingOperations['masking-set.delete'], (driver: ArrayDriver, params) => ({
    hold: holding(maskingSet(params.key)),
    run: () => silently(driver.deleteMaskingSet(params)),
    look: async () => seenWhen((await readSet(driver, params.key)) === null),
  })),
  'masking.present': actOf(maskingOperations['masking.present'], (driver: ArrayDriver, params) => ({
    hold: { exclusive: [lun(params.uniqueId)], shared: [maskingSet(params.maskingSet)] },
    run: () => silently(driver.present(params)),
    look: async () => seenWhen((await readLun(driver, params.uniqueId))?.masking[params.maskingSet] === params.access),
  })),
  'masking.remove': actOf(maskingOperations['masking.remove'], (driver: ArrayDriver, params) => ({
    hold: { exclusive: [lun(params.uniqueId)], shared: [maskingSet(params.maskingSet)] },
    run: () => silently(driver.unpresent(params)),
    look: async () => {
      const found = await readLun(driver, params.uniqueId);
      return seenWhen(found === null || found.masking[params.maskingSet] === undefined);
    },
  })),
};

export const arrayActs = { ...lunActs, ...maskingActs, ...registrationActs };
