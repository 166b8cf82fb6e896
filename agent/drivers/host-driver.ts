import type { HostInventory } from '#contract/agent/inventory.ts';
import type { OperationParams } from '#contract/agent/operation.ts';
import type { SharedDiskValue } from '#contract/agent/shared-disks.ts';
import type { VmValue } from '#contract/agent/vms.ts';

/** What a host that shares LUNs with others does with them: its channels, their keys, the reservation. As ArrayDriver. */
export interface SharedDiskActs {
  attach(params: OperationParams<'shared-disk.attach'>): Promise<SharedDiskValue>;
  detach(params: OperationParams<'shared-disk.detach'>): Promise<void>;
  reserve(params: OperationParams<'shared-disk.reserve'>): Promise<void>;
  release(params: OperationParams<'shared-disk.release'>): Promise<void>;
  preempt(params: OperationParams<'shared-disk.preempt'>): Promise<{ preempted: string[] }>;
  read(uniqueId: string): Promise<SharedDiskValue | null>;
}

/** What a hypervisor host driver does. As ArrayDriver. */
export interface HostDriver {
  readonly kind: 'host';
  readonly name: string;
  createVm(params: OperationParams<'vm.create'>): Promise<VmValue>;
  /** Resolves when the guest said READY under its hostname; `signal` ends the wait at the deadline. */
  startVm(params: OperationParams<'vm.start'>, signal: AbortSignal): Promise<VmValue>;
  stopVm(params: OperationParams<'vm.stop'>): Promise<void>;
  deleteVm(params: OperationParams<'vm.delete'>): Promise<void>;
  /** undefined = refused `unsupported`. `signal` ends it at the deadline: the VM then goes on where it was. */
  moveStorage?(params: OperationParams<'vm.move-storage'>, signal: AbortSignal): Promise<VmValue>;
  /** undefined = it shares no LUN: these acts are refused `unsupported`. */
  readonly sharedDisks?: SharedDiskActs;
  readVm(key: string): Promise<VmValue | null>;
  inventory(): Promise<HostInventory>;
  revision(): Promise<string>;
  close(): Promise<void>;
}
