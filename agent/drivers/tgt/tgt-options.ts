import { z } from 'zod';

/** Values end up in tgtd's 'key=value,key=value' parameters, so that no comma may stand in them. */
const noComma = /^[^,\n]+$/;

/** Options of the driver `tgt`, as they stand in the agent's config file. */
export const TgtOptions = z.strictObject({
  /** tgtd's admin socket: `<TGT_IPC_SOCKET>.<control port>`, e.g. /run/heddle/tgtd.0 */
  socket: z.string().startsWith('/'),
  /** 'host:port' under which initiators reach it. */
  portal: z.string().min(1),
  /** A folder on an XFS with reflink, for this array alone. */
  poolDir: z.string().startsWith('/').regex(noComma),
  poolName: z.string().min(1).max(120),
  poolClassification: z.string().nullable().default(null),
  /** Targets are called `<iqnPrefix>:<unique id>`. */
  iqnPrefix: z.string().regex(/^iqn\.\d{4}-\d{2}\.[a-z0-9.:-]{1,120}$/, 'an iSCSI qualified name'),
  name: z.string().min(1).max(120),
  platform: z.string().nullable().default(null),
  /** tgt does not ask for it; the driver refuses `parent_open_rw` so that a clone is never of a disk in motion. */
  sealRequiredBeforeClone: z.boolean().default(true),
  /** null = no limit. */
  maxChainDepth: z.number().int().min(1).nullable().default(null),
  maxLuns: z.number().int().min(1).nullable().default(null),
  maxClonesPerParent: z.number().int().min(1).nullable().default(null),
  /** Host groups the pool is allocated to; null = no such distinction. */
  hostGroups: z.array(z.string()).nullable().default(null),
});
export type TgtOptions = z.infer<typeof TgtOptions>;
