import { z } from 'zod';
import { LimitScopeName, ReservationVerdict } from './capacity-counts.ts';
import { endpoint, Ref, Time } from './endpoint.ts';

const Figure = z.number().int();

/**
 * What a key on a LUN is, by what Heddle knows of its host:
 * `registered` = that of a channel that is there and should be registered; `duplicate` = the same, by several registrants;
 * `stale` = one of Heddle's whose host or channel is gone, silent without a session, or no longer sees the LUN;
 * `unknown` = made by somebody else.
 */
export const KeyState = z.enum(['registered', 'duplicate', 'stale', 'unknown']);
export const LedgerKeyDto = z.object({
  key: z.string(),
  state: KeyState,
  host: Ref.nullable(),
  channel: Figure.nullable(),
  /** Registrants that hold it. */
  count: Figure,
  /** Why it is not simply registered, in words; null for `registered`. */
  why: z.string().nullable(),
});
export type LedgerKeyDto = z.infer<typeof LedgerKeyDto>;

/** One host's channels on one CSV: what the heat map shows. */
const LedgerCell = z.object({
  hostId: z.uuid(),
  expected: Figure,
  registered: Figure,
  stale: Figure,
  duplicate: Figure,
});
export const CsvLedgerDto = z.object({
  lun: Ref,
  uniqueId: z.string(),
  clusterId: z.uuid().nullable(),
  /** By the calculator: every channel of every host that the LUN is presented to, at the array's demand. */
  planned: Figure,
  /** Registrants that the array reports; null = it does not tell. */
  actual: Figure.nullable(),
  /** The limit of one LUN, where the array's limit is of that scope. */
  limit: Figure.nullable(),
  verdict: ReservationVerdict,
  generation: Figure.nullable(),
  /** Since when registrations are gone because the target restarted. */
  lostAt: Time.nullable(),
  holder: z.object({ key: z.string(), type: Figure, host: Ref.nullable(), channel: Figure.nullable() }).nullable(),
  keys: z.array(LedgerKeyDto),
  /** Channels that should be registered and are not. */
  missing: z.array(z.object({ key: z.string(), host: Ref, channel: Figure })),
  cells: z.array(LedgerCell),
  /** Virtual disks of VMs that are on it. */
  disks: Figure,
});
export type CsvLedgerDto = z.infer<typeof CsvLedgerDto>;

export const ArrayLedgerDto = z.object({
  array: Ref,
  model: z.string(),
  firmware: z.string(),
  planned: Figure,
  actual: Figure.nullable(),
  limit: Figure.nullable(),
  limitScope: LimitScopeName.nullable(),
  /** Of the scope that binds, by what is planned or by what is really held, whichever is more. */
  headroom: Figure.nullable(),
  verdict: ReservationVerdict,
  missing: Figure,
  stale: Figure,
  duplicate: Figure,
  unknown: Figure,
  /** Its limit may be probed on a scratch LUN. */
  probe: z.boolean(),
  hosts: z.array(z.object({ id: z.uuid(), name: z.string(), clusterId: z.uuid().nullable(), channels: Figure })),
  csvs: z.array(CsvLedgerDto),
});
export type ArrayLedgerDto = z.infer<typeof ArrayLedgerDto>;
export const ReservationLedgerDto = z.object({ asOf: Time.nullable(), arrays: z.array(ArrayLedgerDto) });
export type ReservationLedgerDto = z.infer<typeof ReservationLedgerDto>;

export const registrationEndpoints = [
  endpoint({
    id: 'capacity.reservations-actual',
    method: 'GET',
    path: '/capacity/reservations/actual',
    role: 'viewer',
    summary: 'Registrations that each CSV really holds, against those planned and the limit; riskiest array first',
    query: z.object({ arrayId: z.uuid().optional() }),
    response: ReservationLedgerDto,
    problems: ['not_found'],
  }),
] as const;
