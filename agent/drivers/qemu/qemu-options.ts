import os from 'node:os';
import { z } from 'zod';
import { InitiatorName } from '#contract/agent/masking.ts';
import { MAX_CHANNELS } from '#domain/fabric/reservation-key.ts';

/** Options of the driver `qemu`, as they stand in the agent's config file. */
export const QemuOptions = z.strictObject({
  name: z.string().min(1).max(120),
  fqdn: z.string().min(1).max(253),
  /** The name under which this host's VMs log in to arrays. */
  initiator: InitiatorName,
  hostGroup: z.string().nullable().default(null),
  cluster: z.string().nullable().default(null),
  /** Sessions to each LUN that it shares with others. */
  channels: z.number().int().min(1).max(MAX_CHANNELS).default(1),
  /** What the host offers to VMs; default: what this machine has. */
  cpus: z.number().int().min(1).default(os.cpus().length),
  memoryBytes: z.number().int().min(1).default(os.totalmem()),
  accelerator: z.enum(['tcg', 'kvm']).default('tcg'),
  /** How long a guest may take after its power button was pressed; 0 = it is switched off at once. */
  shutdownGraceMs: z.number().int().min(0).max(600_000).default(30_000),
});
export type QemuOptions = z.infer<typeof QemuOptions>;
