import type { LimitRecord, LimitScope } from '#domain/capacity/limits.ts';
import type { RegistrationLedger } from '#domain/capacity/registration-ledger.ts';
import { type ScopeVerdict, scopeVerdict, tightest } from '#domain/capacity/registration-verdict.ts';
import type { SeenCsv } from '#server/fabric/csv-fabric.ts';

/** A CSV with what it really holds, and what is planned for it. */
export type HeldCsv = { csv: SeenCsv; ledger: RegistrationLedger; planned: number };

/** Registrants of these; null only where no LUN tells of any. */
export function heldOf(held: readonly Pick<HeldCsv, 'ledger'>[]): number | null {
  const told = held.flatMap(({ ledger }) => (ledger.actual === null ? [] : [ledger.actual]));
  return told.length === 0 ? null : told.reduce((sum, one) => sum + one, 0);
}

/** Each limit against what is planned or what is really held (with the room that is kept), whichever is more. */
export function boundBy(planned: readonly ScopeVerdict[], held: readonly HeldCsv[]): ScopeVerdict | null {
  return tightest(planned.map((scope) => heldAgainst(scope, held)));
}

function heldAgainst(planned: ScopeVerdict, held: readonly HeldCsv[]): ScopeVerdict {
  const used = Math.max(planned.used, fullest(planned.scope, held));
  const { scope, limit: value, source, date, confidence } = planned;
  const record: LimitRecord = {
    ...{ id: '', arrayId: null, model: null, fromFirmware: null, beforeFirmware: null },
    ...{ scope, value, source, date, confidence },
  };
  return scopeVerdict(record, used);
}

/** The most that one LUN, target, pool or the whole array holds. */
function fullest(scope: LimitScope, held: readonly HeldCsv[]): number {
  const sums = new Map<string, number>();
  for (const { csv, ledger } of held) {
    const group = { lun: csv.id, target: csv.targetIqn ?? '', pool: csv.poolId, array: csv.arrayId }[scope];
    sums.set(group, (sums.get(group) ?? 0) + (ledger.used ?? 0));
  }
  return Math.max(0, ...sums.values());
}
