import { z } from 'zod';
import { Mount } from '#contract/agent/disks.ts';
import { InitiatorName } from '#contract/agent/masking.ts';
import { UniqueId } from '#contract/agent/unique-id.ts';

const AbsolutePath = z.string().startsWith('/').max(1024);

const LibraryDisk = z.strictObject({
  uniqueId: UniqueId,
  targetIqn: z.string().min(1),
  portal: z.string().min(1),
  lunNumber: z.number().int().min(0).default(1),
  /** Where its volume is mounted when this server sees the disk for the first time. */
  mounts: z.array(Mount).max(16).default([]),
  /** false: the disk starts out offline, until it is told to come online. */
  onlineAtFirst: z.boolean().default(true),
  /** Why it must be left alone, beyond what the server finds out itself: 'diskless-boot-client web-01' … */
  criticalFor: z.array(z.string().min(1)).default([]),
});
export type LibraryDisk = z.infer<typeof LibraryDisk>;

/** Options of the driver `qsd`, as they stand in the agent's config file. */
export const QsdOptions = z.strictObject({
  name: z.string().min(1).max(120),
  fqdn: z.string().min(1).max(253),
  /** The name under which this server logs in to arrays. */
  initiator: InitiatorName,
  /** The library share; volumes are mounted below it and nowhere else. */
  sharePath: AbsolutePath,
  shareDescription: z.string().nullable().default(null),
  fileSystem: z.enum(['ext4', 'xfs']).default('ext4'),
  disks: z.array(LibraryDisk).max(64).default([]),
});
export type QsdOptions = z.infer<typeof QsdOptions>;
