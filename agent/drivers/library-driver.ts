import type { DiskValue } from '#contract/agent/disks.ts';
import type { LibraryInventory } from '#contract/agent/inventory.ts';
import type { OperationParams } from '#contract/agent/operation.ts';

/** What a library server driver does: disks on and off line with their mounts, and the write probe. As ArrayDriver. */
export interface LibraryDriver {
  readonly kind: 'library';
  readonly name: string;
  offlineDisk(params: OperationParams<'disk.offline'>): Promise<void>;
  onlineDisk(params: OperationParams<'disk.online'>): Promise<void>;
  probeWrite(
    params: OperationParams<'disk.probe-write'>,
  ): Promise<{ write: 'denied' | 'allowed'; sense: string | null }>;
  readDisk(uniqueId: string): Promise<DiskValue | null>;
  inventory(): Promise<LibraryInventory>;
  revision(): Promise<string>;
  close(): Promise<void>;
}
