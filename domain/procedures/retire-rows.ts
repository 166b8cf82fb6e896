import { keysOf } from '#domain/capacity/registration-ledger.ts';
import { exclusiveLock } from '#domain/plans/locks.ts';
import type { PlanRow } from '#domain/plans/plan.ts';
import { type CsvTask, hostLocks, sharedCsv } from './csv-registrations.ts';
import { quarantineLunRow } from './lun-rows.ts';
import { unpresentLunRow } from './masking-rows.ts';
import { dismissRow } from './registration-rows.ts';
import { detachRow, releaseRow } from './shared-disk-rows.ts';

/**
 * Takes a CSV away from its hosts: released, detached by each host, the room for their keys given back, masked from
 * everyone and put in quarantine. `needs` come first: the moves that empty it.
 */
export function retireRows(task: CsvTask, until: string, needs: string[]): PlanRow[] {
  const { item, csv, array } = task;
  const release = releaseRows(task, needs);
  const after = release.length > 0 ? release.map((row) => row.key) : needs;
  const detach = detachRows(task, after);
  const dismiss = dismissRows(task, detach, after);
  const done = keysOrElse([...detach, ...dismiss], after);
  const unmask = unmaskRows(task, done);
  const last = { key: `${item}.quarantine`, item, needs: keysOrElse(unmask, done) };
  return [...release, ...detach, ...dismiss, ...unmask, quarantineLunRow(last, array, csv.lun, until)];
}

/** By the host that holds the reservation; where nobody does there is nothing to release. */
function releaseRows({ item, csv, ledger, attached }: CsvTask, needs: string[]): PlanRow[] {
  const { holder } = ledger;
  const host = attached.find(({ id }) => id === holder?.host?.id);
  return holder && host ? [releaseRow({ key: `${item}.release`, item, needs }, sharedCsv(csv, host), holder.type)] : [];
}

function detachRows({ item, csv, attached }: CsvTask, needs: string[]): PlanRow[] {
  return attached.map((host, at) =>
    detachRow({ key: `${item}.host-${at + 1}.detach`, item, needs }, sharedCsv(csv, host)),
  );
}

/** Of every host that room is kept for, attached or not. */
function dismissRows(
  { item, csv, array, hosts, attached }: CsvTask,
  detach: readonly PlanRow[],
  after: string[],
): PlanRow[] {
  const { uniqueId, name, id } = csv.lun;
  const others = hosts.filter((host) => !attached.includes(host));
  return [...attached, ...others].flatMap((host, at) => {
    const keys = keysOf(host).filter((key) => csv.registrations?.registrants[key]?.admitted);
    if (keys.length === 0) return [];
    const detached = detach[at];
    const place = { key: `${item}.host-${at + 1}.dismiss`, item, needs: detached ? [detached.key] : after };
    return [dismissRow(place, { array, lun: { uniqueId, name }, keys, of: host.name, locks: hostLocks(host, id) })];
  });
}

function unmaskRows({ item, csv, array }: CsvTask, needs: string[]): PlanRow[] {
  return Object.entries(csv.lun.masking).map(([key, access], at) => {
    const name = csv.maskingSets.find((set) => set.key === key)?.name ?? key;
    const of = { array, lun: csv.lun, set: { key, name }, access, locks: [exclusiveLock('lun', csv.lun.id)] };
    return unpresentLunRow({ key: `${item}.unmask-${at + 1}`, item, needs }, of);
  });
}

function keysOrElse(rows: readonly PlanRow[], otherwise: string[]): string[] {
  return rows.length > 0 ? rows.map((row) => row.key) : otherwise;
}
