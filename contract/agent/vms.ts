import { z } from 'zod';
import { UniqueId } from './unique-id.ts';

export const VmDisk = z.object({
  uniqueId: UniqueId,
  targetIqn: z.string(),
  portal: z.string(),
  lunNumber: z.number().int(),
});

export const vmOperations = {
  /** Defines a VM that boots from the first disk under the host's own initiator name. Equal = done; different = refused. */
  'vm.create': z.object({
    key: z.string().min(1).max(80),
    name: z.string().min(1).max(120),
    hostname: z.string().min(1).max(63),
    cpus: z.number().int().min(1).max(512),
    memoryBytes: z.number().int().min(1),
    disks: z.array(VmDisk).min(1).max(64),
  }),
  /** Done when the guest's READY line names its hostname. Already up = done. Refused `access_denied`, failed `not_ready`. */
  'vm.start': z.object({ key: z.string() }),
  /** Stopped or missing = done. */
  'vm.stop': z.object({ key: z.string() }),
  /**
   * Storage migration: copies the VM's disk to another LUN, while it runs if it does, and lets the VM go on from there.
   * `from` is left as it is. There already = done. At most `bytesPerSecond`; null = as fast as it goes. Refused
   * `not_found`, `too_small`, `access_denied`, `in_use`; failed `migration_failed`: the VM goes on from `from`.
   */
  'vm.move-storage': z.object({
    key: z.string(),
    from: UniqueId,
    to: VmDisk,
    bytesPerSecond: z.number().int().min(1).nullable(),
  }),
  /** Missing = done; refused `in_use` while running. The disks are left alone. */
  'vm.delete': z.object({ key: z.string() }),
} as const;

/** Value of the read `vm` and of the inventory of a host. `version` is whatever the guest says: any string is accepted. */
export const VmValue = z.object({
  key: z.string(),
  name: z.string(),
  state: z.enum(['stopped', 'starting', 'running']),
  hostname: z.string().nullable(),
  /** The guest itself has said READY under `hostname` since its last start. */
  ready: z.boolean(),
  cpus: z.number().int(),
  memoryBytes: z.number().int(),
  /** `sizeBytes`: of the disk's file where the LUN holds several; null = it is the whole LUN, or not told. */
  disks: z.array(z.object({ uniqueId: z.string(), sizeBytes: z.number().int().nullable().default(null) })),
  version: z.string().nullable(),
});
export type VmValue = z.infer<typeof VmValue>;
