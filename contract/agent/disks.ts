import { z } from 'zod';
import { UniqueId } from './unique-id.ts';

export const Mount = z.object({
  /** Folder the volume is mounted in, as the library server writes it. */
  path: z.string().min(1).max(1024),
  driveLetter: z
    .string()
    .regex(/^[A-Z]$/)
    .nullable()
    .default(null),
});
export type Mount = z.infer<typeof Mount>;

export const libraryOperations = {
  /**
   * Unmounts and takes the disk offline on this library server. Already offline = done.
   * Refused `critical_disk` (StorageWMI 41009; details.call = 'offline', details.usedBy), `in_use`, `not_found`.
   */
  'disk.offline': z.object({ uniqueId: UniqueId }),
  /**
   * Brings the disk online with the access the array grants, and restores `mounts`. Already so = done.
   * Refused `critical_disk` (details.call = 'online'), `mounted_elsewhere`, `access_denied`.
   */
  'disk.online': z.object({ uniqueId: UniqueId, mounts: z.array(Mount).max(16) }),
  /**
   * Tries to write over the path the library server itself uses (the bytes it has just read, so that nothing changes
   * if the write is let through). Outputs { write: 'denied' | 'allowed', sense: string | null }.
   */
  'disk.probe-write': z.object({ uniqueId: UniqueId }),
} as const;

/** Value of the read `disk` and of the inventory of a library server. */
export const DiskValue = z.object({
  uniqueId: z.string(),
  number: z.number().int().nullable(),
  online: z.boolean(),
  readOnly: z.boolean(),
  mounts: z.array(Mount),
  /** 'boot' | 'page' | 'hibernation' | 'diskless-boot-client …': why the disk is critical; empty = it is not. */
  criticalFor: z.array(z.string()),
});
export type DiskValue = z.infer<typeof DiskValue>;
