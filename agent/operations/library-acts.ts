import type { LibraryDriver } from '#agent/drivers/library-driver.ts';
import { libraryOperations } from '#contract/agent/disks.ts';
import { type ActMaker, actOf, holding, seenWhen, silently } from './act.ts';

const disk = (uniqueId: string) => `disk ${uniqueId}`;

export const libraryActs: { [operation in keyof typeof libraryOperations]: ActMaker<LibraryDriver> } = {
  'disk.offline': actOf(libraryOperations['disk.offline'], (driver: LibraryDriver, params) => ({
    hold: holding(disk(params.uniqueId)),
    run: () => silently(driver.offlineDisk(params)),
    look: async () => seenWhen((await driver.readDisk(params.uniqueId))?.online === false),
  })),
  'disk.online': actOf(libraryOperations['disk.online'], (driver: LibraryDriver, params) => ({
    hold: holding(disk(params.uniqueId)),
    run: () => silently(driver.onlineDisk(params)),
    look: async () => {
      const found = await driver.readDisk(params.uniqueId);
      const mounted = new Set(found?.mounts.map((mount) => mount.path));
      return seenWhen(found?.online === true && params.mounts.every((mount) => mounted.has(mount.path)));
    },
  })),
  'disk.probe-write': actOf(libraryOperations['disk.probe-write'], (driver: LibraryDriver, params) => ({
    hold: holding(disk(params.uniqueId)),
    run: () => driver.probeWrite(params),
    look: async () => null, // its answer is the observation itself: there is nothing else to look at
  })),
};
