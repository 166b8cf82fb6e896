import type { HostDriver, SharedDiskActs } from '#agent/drivers/host-driver.ts';
import { sharedDiskOperations } from '#contract/agent/shared-disks.ts';
import { type ActMaker, actOf, holding, seenWhen, silently } from './act.ts';
import { supported } from './unsupported.ts';

const acts = (driver: HostDriver): SharedDiskActs => supported(driver.sharedDisks, 'share LUNs with other hosts');
const disk = ({ uniqueId }: { uniqueId: string }) => holding(`shared disk ${uniqueId}`);
const read = (driver: HostDriver, uniqueId: string) => acts(driver).read(uniqueId);

export const sharedDiskActs: { [operation in keyof typeof sharedDiskOperations]: ActMaker<HostDriver> } = {
  'shared-disk.attach': actOf(sharedDiskOperations['shared-disk.attach'], (driver: HostDriver, params) => ({
    hold: disk(params),
    run: () => acts(driver).attach(params),
    look: async () => {
      const found = await read(driver, params.uniqueId);
      return found?.online && found.channels.every((channel) => channel.registered) ? found : null;
    },
  })),
  'shared-disk.detach': actOf(sharedDiskOperations['shared-disk.detach'], (driver: HostDriver, params) => ({
    hold: disk(params),
    run: () => silently(acts(driver).detach(params)),
    look: async () => seenWhen((await read(driver, params.uniqueId)) === null),
  })),
  'shared-disk.reserve': actOf(sharedDiskOperations['shared-disk.reserve'], (driver: HostDriver, params) => ({
    hold: disk(params),
    run: () => silently(acts(driver).reserve(params)),
    look: async () => {
      const found = await read(driver, params.uniqueId);
      const isOwn = found?.channels.some(({ key }) => key === found.holder?.key) ?? false;
      return seenWhen(isOwn && found?.holder?.type === params.type);
    },
  })),
  'shared-disk.release': actOf(sharedDiskOperations['shared-disk.release'], (driver: HostDriver, params) => ({
    hold: disk(params),
    run: () => silently(acts(driver).release(params)),
    look: async () => {
      const found = await read(driver, params.uniqueId);
      return seenWhen(!found?.channels.some(({ key }) => key === found.holder?.key));
    },
  })),
  'shared-disk.preempt': actOf(sharedDiskOperations['shared-disk.preempt'], (driver: HostDriver, params) => ({
    hold: disk(params),
    run: () => acts(driver).preempt(params),
    look: async () => {
      const found = await read(driver, params.uniqueId);
      return found && params.keys.every((key) => !found.registrants[key]) ? { preempted: params.keys } : null;
    },
  })),
};
