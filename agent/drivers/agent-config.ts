import { z } from 'zod';

/** The file of `heddle agent --config FILE`. `options` are the driver's own, checked by its factory. */
export const AgentConfig = z.object({
  name: z.string().min(1).max(120),
  listen: z.object({
    host: z.string().default('127.0.0.1'),
    /** 0 = any free one; the line printed at start tells which. */
    port: z.number().int().min(0).max(65535),
    /** PEM files; required for a host that is not loopback. */
    tls: z.object({ certFile: z.string(), keyFile: z.string() }).optional(),
  }),
  /** Holds ledger, enrolment and driver state; 0700. */
  stateDir: z.string(),
  /** One-time; omitted = made at first start and printed once. */
  enrolmentToken: z.string().optional(),
  systems: z
    .array(
      z.object({
        system: z.string().min(1).max(200),
        kind: z.enum(['array', 'library', 'host']),
        driver: z.string(),
        options: z.record(z.string(), z.unknown()).default({}),
      }),
    )
    .min(1),
});
export type AgentConfig = z.infer<typeof AgentConfig>;
