import { prettifyError, z } from 'zod';
import { ArrayCapabilities, LibraryInventory, PoolValue, Transport } from '#contract/agent/inventory.ts';
import { InitiatorName } from '#contract/agent/masking.ts';
import { RegistrationLimit } from './fabric-registrations.ts';

/** How long acts take, in ms; `jitter` 0.2 = up to 20 % more or less, always the same for the same act, name and seed. */
const Latency = z
  .object({
    createMs: z.number().min(0),
    cloneMs: z.number().min(0),
    deleteMs: z.number().min(0),
    maskingMs: z.number().min(0),
    diskMs: z.number().min(0),
    /** From the start of a VM to its READY line. */
    vmStartMs: z.number().min(0),
    vmStopMs: z.number().min(0),
    /** Acts on registrations and on disks that hosts share. */
    registrationMs: z.number().min(0),
    /** Storage migration takes this part of bytes / bytesPerSecond (1 GiB/s where nobody throttles it); 0 = no time. */
    moveFactor: z.number().min(0),
    jitter: z.number().min(0).max(1),
    seed: z.number().int(),
  })
  .partial()
  .default({});
export type Latency = z.infer<typeof Latency>;

/** The folder all simulated systems of one fabric share; names and figures as the inventory shall state them. */
const common = {
  fabricDir: z.string().min(1),
  name: z.string().optional(),
  version: z.string().default('1.0'),
  latency: Latency,
  /** Folder of faults that are planted while the system runs (planted-faults.ts); null = nobody does. */
  faultsDir: z.string().min(1).nullable().default(null),
};

export const SimArrayOptions = z.object({
  ...common,
  vendor: z.string().default('Heddle'),
  model: z.string().default('Simulated array'),
  platform: z.string().nullable().default(null),
  transport: Transport.default('iscsi'),
  portal: z.string().default('127.0.0.1:3260'),
  capabilities: ArrayCapabilities.partial().default({}),
  /** false = it is an array that reports no registrations. */
  registrations: z.boolean().default(true),
  /** A limit on registrations that its target has and nobody is told of. */
  unstatedRegistrationLimit: RegistrationLimit.nullable().default(null),
  /** `usedBytes`: what others have put there; thin LUNs add to it. */
  pools: z.array(PoolValue.partial({ usedBytes: true, classification: true, hostGroups: true })).min(1),
});
export type SimArrayOptions = z.infer<typeof SimArrayOptions>;

const { fqdn, initiators, shares, virtualDisks } = LibraryInventory.shape;
export const SimLibraryOptions = z.object({
  ...common,
  fqdn,
  transport: Transport.default('iscsi'),
  initiators: initiators.and(z.array(InitiatorName).min(1)),
  shares: shares.default([]),
  virtualDisks: virtualDisks.default([]),
});
export type SimLibraryOptions = z.infer<typeof SimLibraryOptions>;

export const SimHostOptions = z.object({
  ...common,
  fqdn: z.string(),
  hypervisor: z.string().default('Simulated hypervisor'),
  transport: Transport.default('iscsi'),
  initiators: z.array(InitiatorName).min(1),
  channels: z.number().int().min(1).default(2),
  cpus: z.number().int().min(1).default(32),
  memoryBytes: z
    .number()
    .int()
    .min(1)
    .default(256 * 2 ** 30),
  hostGroup: z.string().nullable().default(null),
  cluster: z.string().nullable().default(null),
});
export type SimHostOptions = z.infer<typeof SimHostOptions>;

/** Throws in words, naming the system. */
export const readOptions = <S extends z.ZodType>(schema: S, options: unknown, system: string): z.output<S> => {
  const parsed = schema.safeParse(options);
  if (parsed.success) return parsed.data;
  throw new Error(`Options of ${system}: ${prettifyError(parsed.error)}`);
};
