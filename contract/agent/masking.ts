import { z } from 'zod';
import { UniqueId } from './unique-id.ts';

export const Access = z.enum(['read-write', 'read-only']);
export type Access = z.infer<typeof Access>;
export const InitiatorName = z.string().regex(/^(iqn|eui|naa)\.[a-z0-9.:-]{1,219}$/i, 'an iSCSI qualified name');
export const MaskingSetKey = z.string().min(1).max(120);

export const maskingOperations = {
  /** Equal and existing = done; other initiators = refused `exists_different`. */
  'masking-set.create': z.object({
    key: MaskingSetKey,
    name: z.string().min(1).max(120),
    initiators: z.array(InitiatorName).min(1).max(256),
  }),
  /** Missing = done; refused `in_use` while it holds LUNs. */
  'masking-set.delete': z.object({ key: MaskingSetKey }),
  /** Already there with the same access = done; with another access = refused `exists_different`. */
  'masking.present': z.object({ uniqueId: UniqueId, maskingSet: MaskingSetKey, access: Access }),
  /** Takes the LUN out of the masking set and ends live sessions of its initiators. Missing = done. */
  'masking.remove': z.object({ uniqueId: UniqueId, maskingSet: MaskingSetKey }),
} as const;

/** Value of the read `masking-set` and of the inventory. */
export const MaskingSetValue = z.object({
  key: z.string(),
  name: z.string(),
  initiators: z.array(z.string()),
});
export type MaskingSetValue = z.infer<typeof MaskingSetValue>;
