import { z } from 'zod';
import { RegistrationsValue } from './registrations.ts';
import { UniqueId } from './unique-id.ts';

export const LunName = z.string().min(1).max(120);

export const lunOperations = {
  /** Creates an empty thin LUN. Equal and existing = done; different = refused `exists_different`. Outputs: LunValue. */
  'lun.create': z.object({
    uniqueId: UniqueId,
    name: LunName,
    pool: z.string(),
    sizeBytes: z.number().int().min(1),
    kind: z.enum(['golden', 'data', 'csv']).default('data'),
  }),
  /**
   * SAN copy: a writable snapshot of `sourceUniqueId`. Refused `parent_open_rw` where the array demands a sealed parent,
   * `chain_too_deep`, `snapshot_limit`, `pool_full`, `not_found`. Outputs: LunValue (with targetIqn, portal, lunNumber).
   */
  'lun.clone': z.object({ sourceUniqueId: UniqueId, uniqueId: UniqueId, name: LunName }),
  /** Missing = done; refused `in_use` (mapped, sessions) or `has_children`, naming them. */
  'lun.delete': z.object({ uniqueId: UniqueId }),
  /** A quarantined LUN is in no masking set and refuses to enter one. `until` null takes it out again. */
  'lun.set-quarantine': z.object({ uniqueId: UniqueId, until: z.iso.datetime().nullable() }),
} as const;

/** What an array tells of one LUN; the value of the read `lun` and of the inventory. Sizes in bytes. */
export const LunValue = z.object({
  uniqueId: z.string(),
  name: z.string(),
  pool: z.string(),
  sizeBytes: z.number().int(),
  usedBytes: z.number().int().nullable(),
  kind: z.enum(['golden', 'clone', 'data', 'csv']),
  parentUniqueId: z.string().nullable(),
  chainDepth: z.number().int(),
  targetIqn: z.string().nullable(),
  portal: z.string().nullable(),
  lunNumber: z.number().int().nullable(),
  /** masking set key -> access */
  masking: z.record(z.string(), z.enum(['read-write', 'read-only'])),
  /** initiator names with a live session */
  sessions: z.array(z.string()),
  quarantinedUntil: z.string().nullable(),
  /** null = not looked at: of shared LUNs (kind 'csv', or with admitted keys) alone, on arrays that report them. */
  registrations: RegistrationsValue.nullable().default(null),
});
export type LunValue = z.infer<typeof LunValue>;
