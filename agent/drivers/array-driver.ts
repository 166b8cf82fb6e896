import type { ArrayInventory } from '#contract/agent/inventory.ts';
import type { LunValue } from '#contract/agent/luns.ts';
import type { MaskingSetValue } from '#contract/agent/masking.ts';
import type { OperationParams } from '#contract/agent/operation.ts';

/** What an array that can count its registrations does with them. As ArrayDriver. */
export interface RegistrationActs {
  admit(params: OperationParams<'registrations.admit'>): Promise<void>;
  dismiss(params: OperationParams<'registrations.dismiss'>): Promise<void>;
  confirm(params: OperationParams<'registrations.confirm'>): Promise<void>;
  preempt(params: OperationParams<'registrations.preempt'>): Promise<{ preempted: string[] }>;
  probe(params: OperationParams<'registrations.probe'>): Promise<{ registered: number; refusedWith: string | null }>;
}

/**
 * What an array driver does. Bodies are naive: `guarded` adds deadlines, one-at-a-time per LUN, error classes and counts.
 * Every act is idempotent as contract/agent says; a refusal is thrown as `Refused`. Reads look at the world, never at a cache.
 */
export interface ArrayDriver {
  readonly kind: 'array';
  readonly name: string;
  createLun(params: OperationParams<'lun.create'>): Promise<LunValue>;
  cloneLun(params: OperationParams<'lun.clone'>): Promise<LunValue>;
  deleteLun(params: OperationParams<'lun.delete'>): Promise<void>;
  setQuarantine(params: OperationParams<'lun.set-quarantine'>): Promise<void>;
  createMaskingSet(params: OperationParams<'masking-set.create'>): Promise<MaskingSetValue>;
  deleteMaskingSet(params: OperationParams<'masking-set.delete'>): Promise<void>;
  present(params: OperationParams<'masking.present'>): Promise<void>;
  unpresent(params: OperationParams<'masking.remove'>): Promise<void>;
  /** undefined = it reports no registrations: LUNs have `registrations: null`, and these acts are refused `unsupported`. */
  readonly registrations?: RegistrationActs;
  /** Values in the order asked; null = not found. Many at once, since proofs come in batches. */
  readLuns(uniqueIds: string[]): Promise<(LunValue | null)[]>;
  readMaskingSets(keys: string[]): Promise<(MaskingSetValue | null)[]>;
  inventory(): Promise<ArrayInventory>;
  /** Grows with every change that the driver made or noticed; lets the control plane poll cheaply. */
  revision(): Promise<string>;
  close(): Promise<void>;
}
