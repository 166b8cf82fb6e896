import { z } from 'zod';

// What the seed of the demo leaves to be made once the agents have reported, in the table of settings.

export const PENDING_TEMPLATES = 'demo-templates-pending';
export const PENDING_HISTORY = 'demo-history-pending';

export const PendingTemplate = z.object({
  name: z.string(),
  description: z.string().nullable(),
  os: z.string().nullable(),
  cpus: z.number().int(),
  memoryBytes: z.number().int(),
  isoInDrive: z.boolean().default(false),
  /** System of the library server, and the virtual disk's key on it. */
  libraryServer: z.string(),
  virtualDisk: z.string(),
});
export type PendingTemplate = z.infer<typeof PendingTemplate>;

export const PendingHistory = z.object({ days: z.number().int().min(1).max(365) });
