import { z } from 'zod';
import { DiskValue } from './disks.ts';
import { LunValue } from './luns.ts';
import { MaskingSetValue } from './masking.ts';
import { SharedDiskValue } from './shared-disks.ts';
import { VmValue } from './vms.ts';

export const Transport = z.enum(['iscsi', 'fc']);
export type Transport = z.infer<typeof Transport>;

/** What an array can and demands. `null` = the array states no such limit. */
export const ArrayCapabilities = z.object({
  /** It refuses to clone while the parent is open read-write (WS2012 R2 and later). */
  sealRequiredBeforeClone: z.boolean(),
  maxChainDepth: z.number().int().nullable(),
  maxLuns: z.number().int().nullable(),
  maxClonesPerParent: z.number().int().nullable(),
  snapshot: z.boolean(),
  clone: z.boolean(),
  preferredAllocation: z.enum(['snapshot', 'clone']).nullable(),
  /** How many registrations it is configured to hold, and enforces; null = it states none. */
  registrationLimit: z.object({ scope: z.enum(['lun', 'array']), value: z.number().int().min(0) }).nullable(),
  /** Its limit may be probed on a scratch LUN. */
  registrationProbe: z.boolean(),
});
export type ArrayCapabilities = z.infer<typeof ArrayCapabilities>;

export const PoolValue = z.object({
  key: z.string(),
  name: z.string(),
  sizeBytes: z.number().int(),
  usedBytes: z.number().int(),
  classification: z.string().nullable(),
  /** Host groups the pool is allocated to; empty = to none, null = the array makes no such distinction. */
  hostGroups: z.array(z.string()).nullable(),
});
export type PoolValue = z.infer<typeof PoolValue>;

export const ArrayInventory = z.object({
  kind: z.literal('array'),
  system: z.string(),
  name: z.string(),
  vendor: z.string(),
  model: z.string(),
  version: z.string(),
  /** For the compatibility matrix, e.g. 'iSCSI on WS2012 R2'; null = none of its rows can apply. */
  platform: z.string().nullable(),
  transport: Transport,
  capabilities: ArrayCapabilities,
  pools: z.array(PoolValue),
  luns: z.array(LunValue),
  maskingSets: z.array(MaskingSetValue),
});
export type ArrayInventory = z.infer<typeof ArrayInventory>;

export const LibraryInventory = z.object({
  kind: z.literal('library'),
  system: z.string(),
  name: z.string(),
  fqdn: z.string(),
  version: z.string(),
  transport: Transport,
  initiators: z.array(z.string()),
  shares: z.array(z.object({ key: z.string(), path: z.string(), description: z.string().nullable() })),
  virtualDisks: z.array(
    z.object({
      key: z.string(),
      share: z.string(),
      directory: z.string(),
      file: z.string(),
      format: z.string(),
      sizeBytes: z.number().int(),
      generalised: z.boolean(),
      /** Other files beside it on the volume; more than none forbids SAN copy. */
      otherFiles: z.number().int(),
    }),
  ),
  disks: z.array(DiskValue),
});
export type LibraryInventory = z.infer<typeof LibraryInventory>;

export const HostInventory = z.object({
  kind: z.literal('host'),
  system: z.string(),
  name: z.string(),
  fqdn: z.string(),
  hypervisor: z.string(),
  version: z.string(),
  transport: Transport,
  initiators: z.array(z.string()),
  /** iSCSI sessions or FC ports by which one storage module is reached. */
  channels: z.number().int(),
  cpus: z.number().int(),
  memoryBytes: z.number().int(),
  hostGroup: z.string().nullable(),
  cluster: z.string().nullable(),
  vms: z.array(VmValue),
  /** LUNs that it shares with other hosts. */
  sharedDisks: z.array(SharedDiskValue).default([]),
});
export type HostInventory = z.infer<typeof HostInventory>;

export const SystemInventory = z.discriminatedUnion('kind', [ArrayInventory, LibraryInventory, HostInventory]);
export type SystemInventory = z.infer<typeof SystemInventory>;

/**
 * `GET /v1/inventory?since=REVISION`: `unchanged` when nothing moved since; otherwise every system of this agent.
 * The revision grows with every change of the world that the agent made or noticed.
 */
export const InventoryAnswer = z.union([
  z.object({ revision: z.string(), unchanged: z.literal(true) }),
  z.object({ revision: z.string(), systems: z.array(SystemInventory) }),
]);
export type InventoryAnswer = z.infer<typeof InventoryAnswer>;
