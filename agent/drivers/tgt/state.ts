import { z } from 'zod';
import { Access } from '#contract/agent/masking.ts';

const LunRecord = z.object({
  uniqueId: z.string(),
  name: z.string(),
  sizeBytes: z.number().int(),
  kind: z.enum(['golden', 'clone', 'data', 'csv']),
  parentUniqueId: z.string().nullable(),
  chainDepth: z.number().int(),
  /** Number of its target in tgtd. */
  tid: z.number().int(),
  /** 'making' and 'deleting' are half-done: the next start takes their leftovers away. */
  phase: z.enum(['making', 'ready', 'deleting']),
  quarantinedUntil: z.string().nullable(),
  /** The read-only flag that tgtd was last given for it; while no set has the LUN it stays as it was. */
  readOnlyFlag: z.boolean(),
  /** masking set key -> access */
  masking: z.record(z.string(), Access),
});
export type LunRecord = z.infer<typeof LunRecord>;

const MaskingSetRecord = z.object({ key: z.string(), name: z.string(), initiators: z.array(z.string()) });
export type MaskingSetRecord = z.infer<typeof MaskingSetRecord>;

/** The keys that were let in on a LUN, and since when (RFC 3339) they are gone because its target forgot them. */
const Admission = z.object({ keys: z.array(z.string()), lostAt: z.string().nullable() });
export type Admission = z.infer<typeof Admission>;

/** One line of the log: what the array shall be from here on. */
export const TgtRecord = z.discriminatedUnion('record', [
  z.object({ record: z.literal('lun'), lun: LunRecord }),
  z.object({ record: z.literal('lun-gone'), uniqueId: z.string() }),
  z.object({ record: z.literal('masking-set'), set: MaskingSetRecord }),
  z.object({ record: z.literal('masking-set-gone'), key: z.string() }),
  z.object({ record: z.literal('admission'), uniqueId: z.string(), admission: Admission }),
]);
export type TgtRecord = z.infer<typeof TgtRecord>;

/** The array's own memory: what tgtd forgets when it restarts, and lineage, which it never knew. */
export type TgtState = {
  luns: Map<string, LunRecord>;
  sets: Map<string, MaskingSetRecord>;
  /** parent -> children, kept beside `luns` so that nobody searches thousands of LUNs for them. */
  children: Map<string, Set<string>>;
  /** LUN -> the keys that were let in on it; LUNs without any are not in it. */
  admissions: Map<string, Admission>;
};

export const emptyState = (): TgtState => ({
  luns: new Map(),
  sets: new Map(),
  children: new Map(),
  admissions: new Map(),
});

export function applyRecord(state: TgtState, record: TgtRecord): void {
  if (record.record === 'masking-set') state.sets.set(record.set.key, record.set);
  else if (record.record === 'masking-set-gone') state.sets.delete(record.key);
  else if (record.record === 'admission') {
    if (record.admission.keys.length > 0) state.admissions.set(record.uniqueId, record.admission);
    else state.admissions.delete(record.uniqueId);
  } else if (record.record === 'lun') {
    const { lun } = record;
    state.luns.set(lun.uniqueId, lun);
    if (!lun.parentUniqueId) return;
    const siblings = state.children.get(lun.parentUniqueId) ?? new Set();
    state.children.set(lun.parentUniqueId, siblings.add(lun.uniqueId));
  } else {
    const parent = state.luns.get(record.uniqueId)?.parentUniqueId;
    state.luns.delete(record.uniqueId);
    state.admissions.delete(record.uniqueId);
    if (parent) state.children.get(parent)?.delete(record.uniqueId);
  }
}

/** The shortest log that leads to this state. */
export function recordsOf(state: TgtState): TgtRecord[] {
  const sets = [...state.sets.values()].map((set) => ({ record: 'masking-set' as const, set }));
  const luns = [...state.luns.values()].map((lun) => ({ record: 'lun' as const, lun }));
  const admissions = [...state.admissions].map(([uniqueId, admission]) => ({
    record: 'admission' as const,
    uniqueId,
    admission,
  }));
  return [...sets, ...luns, ...admissions];
}

const noAdmission: Admission = { keys: [], lostAt: null };
export const admissionOf = (state: TgtState, uniqueId: string): Admission =>
  state.admissions.get(uniqueId) ?? noAdmission;

/** Its registrations are looked at: hosts share it, or were let in to. */
export const isWatched = (state: TgtState, { kind, uniqueId }: Pick<LunRecord, 'kind' | 'uniqueId'>): boolean =>
  kind === 'csv' || state.admissions.has(uniqueId);

/** Initiators that shall reach a LUN: those of all its masking sets. */
export function wantedInitiators(state: TgtState, lun: LunRecord): Set<string> {
  return new Set(Object.keys(lun.masking).flatMap((key) => state.sets.get(key)?.initiators ?? []));
}
