import type { LedgerKey } from '#domain/capacity/registration-ledger.ts';
import type { HostFact } from '#domain/fabric/facts.ts';
import { nameList } from '#domain/fabric/name-list.ts';
import { exclusiveLock } from '#domain/plans/locks.ts';
import type { PlanRow } from '#domain/plans/plan.ts';
import { type CsvTask, sharedCsv } from './csv-registrations.ts';
import { dismissRow, KEYS_AT_ONCE, type KeysOnLun, preemptByArrayRow } from './registration-rows.ts';
import { preemptByHostRow } from './shared-disk-rows.ts';

/**
 * What is stale on a CSV. `dismiss`: nobody has these registered, only room is kept for them; `preempt`: these are
 * registered; `later`: as many are left for another plan. `by`: the living host that takes them away, and with them the
 * reservation that one of them holds; null = the array does, and gives the room they had back with it.
 */
export type StaleTask = CsvTask & {
  stale: LedgerKey[];
  dismiss: LedgerKey[];
  preempt: LedgerKey[];
  later: number;
  by: HostFact | null;
};

export function staleTask(task: CsvTask): StaleTask {
  const stale = task.ledger.keys.filter(({ state }) => state === 'stale');
  const dismiss = stale.filter(({ count }) => count === 0).slice(0, KEYS_AT_ONCE);
  const preempt = stale.filter(({ count }) => count > 0).slice(0, KEYS_AT_ONCE);
  const later = stale.length - dismiss.length - preempt.length;
  // Taken away by the array the reservation would end, and the CSV stand without one.
  const isHeld = preempt.some(({ key }) => key === task.ledger.holder?.key);
  return { ...task, stale, dismiss, preempt, later, by: isHeld ? livingHost(task, preempt) : null };
}

/** Answers, reports the CSV as attached, is registered on it, and none of the stale keys is its own: those a host refuses to preempt. */
function livingHost({ csv, attached, ledger }: CsvTask, stale: readonly LedgerKey[]): HostFact | null {
  const owners = new Set(stale.map(({ host }) => host?.id));
  const channels = (host: HostFact) =>
    ledger.keys.filter((key) => key.host?.id === host.id && key.state !== 'stale' && key.state !== 'unknown').length;
  const able = attached.filter(
    (host) => host.reachable && csv.attachedHostIds.includes(host.id) && !owners.has(host.id) && channels(host) > 0,
  );
  return able.reduce<HostFact | null>((best, host) => (best && channels(best) >= channels(host) ? best : host), null);
}

/** Room first, which can be made again; then what can not, as the last row of its item. */
export function clearRows(task: StaleTask): PlanRow[] {
  const { item, dismiss, preempt } = task;
  const rows: PlanRow[] = [];
  if (dismiss.length > 0) rows.push(dismissRow({ key: `${item}.dismiss`, item, needs: [] }, keysOn(task, dismiss)));
  if (preempt.length > 0)
    rows.push(
      preemptRow(
        task,
        rows.map((row) => row.key),
      ),
    );
  return rows;
}

function preemptRow(task: StaleTask, needs: string[]): PlanRow {
  const { item, csv, by, preempt, ledger } = task;
  const place = { key: `${item}.preempt`, item, needs };
  const living = ledger.keys.filter(({ state, count }) => state !== 'stale' && count > 0);
  const why = whyFinal(preempt);
  if (!by) return preemptByArrayRow(place, keysOn(task, preempt), living, why);
  const keys = preempt.map(({ key }) => key);
  const { holder } = ledger;
  const heldType = holder && keys.includes(holder.key) ? holder.type : null;
  const alive = new Set(living.map(({ key }) => key));
  return preemptByHostRow(place, sharedCsv(csv, by), { keys, heldType, living: alive, why });
}

function keysOn({ csv, array }: StaleTask, keys: readonly LedgerKey[]): KeysOnLun {
  const owners = [...new Set(keys.map(({ host }) => host?.name ?? 'hosts that are gone'))];
  return {
    array,
    lun: { uniqueId: csv.lun.uniqueId, name: csv.lun.name },
    keys: keys.map(({ key }) => key),
    of: nameList(owners, 3),
    locks: [exclusiveLock('lun', csv.lun.id)],
  };
}

function whyFinal(keys: readonly LedgerKey[]): string {
  const whys = nameList(
    keys.map(({ key, why }) => `${key} (${why?.replace(/\.$/, '') ?? 'stale'})`),
    4,
  );
  return `A dead session cannot be registered again: ${whys}. A host that comes back registers anew by itself.`;
}
