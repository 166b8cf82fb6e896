import type { HostInventory } from '#contract/agent/inventory.ts';
import type { OperationParams } from '#contract/agent/operation.ts';
import type { VmValue } from '#contract/agent/vms.ts';

/** What a hypervisor host driver does. As ArrayDriver. */
export interface HostDriver {
  readonly kind: 'host';
  readonly name: string;
  createVm(params: OperationParams<'vm.create'>): Promise<VmValue>;
  /** Resolves when the guest said READY under its hostname; `signal` ends the wait at the deadline. */
  startVm(params: OperationParams<'vm.start'>, signal: AbortSignal): Promise<VmValue>;
  stopVm(params: OperationParams<'vm.stop'>): Promise<void>;
  deleteVm(params: OperationParams<'vm.delete'>): Promise<void>;
  readVm(key: string): Promise<VmValue | null>;
  inventory(): Promise<HostInventory>;
  revision(): Promise<string>;
  close(): Promise<void>;
}
