import { z } from 'zod';
import { InitiatorName } from '#contract/agent/masking.ts';

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
  /** How many registrations a LUN, or the whole array, holds: enforced when hosts are let in. null = it states none. */
  registrationLimit: z
    .object({ scope: z.enum(['lun', 'array']), value: z.number().int().min(0) })
    .nullable()
    .default(null),
  /** Its limit may be probed on a scratch LUN. */
  registrationProbe: z.boolean().default(false),
  /** The name under which the agent itself looks at registrations; default: one made of the system's key. */
  ownInitiator: InitiatorName.optional(),
  /** Host groups the pool is allocated to; null = no such distinction. */
  hostGroups: z.array(z.string()).nullable().default(null),
});
export type TgtOptions = z.infer<typeof TgtOptions>;

/** An initiator name holds few characters, a system's key any. */
export const ownInitiatorOf = ({ ownInitiator }: TgtOptions, system: string): string =>
  ownInitiator ??
  `iqn.2026-01.heddle.agent:${system
    .toLowerCase()
    .replaceAll(/[^a-z0-9.:-]/g, '-')
    .slice(0, 190)}`;
