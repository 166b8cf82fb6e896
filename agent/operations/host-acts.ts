import type { HostDriver } from '#agent/drivers/host-driver.ts';
import { vmOperations } from '#contract/agent/vms.ts';
import { type ActMaker, actOf, holding, seenWhen, silently } from './act.ts';
import { sharedDiskActs } from './shared-disk-acts.ts';
import { supported } from './unsupported.ts';

const vm = (key: string) => `VM ${key}`;

const vmActs: { [operation in keyof typeof vmOperations]: ActMaker<HostDriver> } = {
  'vm.create': actOf(vmOperations['vm.create'], (driver: HostDriver, params) => ({
    hold: holding(vm(params.key)),
    run: () => driver.createVm(params),
    look: async () => {
      const found = await driver.readVm(params.key);
      const disks = (list: { uniqueId: string }[] = []) => list.map((one) => one.uniqueId).join();
      return found?.name === params.name && disks(found.disks) === disks(params.disks) ? found : null;
    },
  })),
  'vm.start': actOf(vmOperations['vm.start'], (driver: HostDriver, params) => ({
    hold: holding(vm(params.key)),
    run: (signal) => driver.startVm(params, signal),
    look: async () => {
      const found = await driver.readVm(params.key);
      return found?.ready ? found : null;
    },
  })),
  'vm.stop': actOf(vmOperations['vm.stop'], (driver: HostDriver, params) => ({
    hold: holding(vm(params.key)),
    run: () => silently(driver.stopVm(params)),
    look: async () => {
      const found = await driver.readVm(params.key);
      return seenWhen(found === null || found.state === 'stopped');
    },
  })),
  'vm.delete': actOf(vmOperations['vm.delete'], (driver: HostDriver, params) => ({
    hold: holding(vm(params.key)),
    run: () => silently(driver.deleteVm(params)),
    look: async () => seenWhen((await driver.readVm(params.key)) === null),
  })),
  'vm.move-storage': actOf(vmOperations['vm.move-storage'], (driver: HostDriver, params) => ({
    hold: holding(vm(params.key)),
    run: (signal) => supported(driver.moveStorage?.bind(driver), 'move the storage of VMs')(params, signal),
    look: async () => {
      const found = await driver.readVm(params.key);
      const has = (uniqueId: string) => found?.disks.some((one) => one.uniqueId === uniqueId) ?? false;
      return found && has(params.to.uniqueId) && !has(params.from) ? found : null;
    },
  })),
};

export const hostActs = { ...vmActs, ...sharedDiskActs };
