import { digestOf, readReservationKey } from '#domain/fabric/reservation-key.ts';
import type { Params, PlanRow } from '#domain/plans/plan.ts';
import type { ArrayRegistrationFact, RegistrationLunFact } from './registration-facts.ts';

/** By key: how many registrants hold it, and whether room is kept for it. */
type Held = Map<string, { registered: number; admitted: boolean }>;
/** What counts of one LUN: what it holds where its array tells, else the channels of each host that is to register. */
export type CountedLun = Pick<RegistrationLunFact, 'uniqueId' | 'name' | 'poolId' | 'targetIqn'> &
  ({ held: Held } | { planned: Planned });
/** Channels by the digest of the initiator name of their host. Many LUNs may have the same one, so it is never changed. */
type Planned = ReadonlyMap<string, number>;

/** The LUNs of the array before the plan, by unique id. */
export function lunsBefore(array: ArrayRegistrationFact): Map<string, CountedLun> {
  const planned = new Map<RegistrationLunFact['hosts'], Planned>();
  const plannedFor = (hosts: RegistrationLunFact['hosts']): Planned => {
    const found = planned.get(hosts) ?? channelsOf(hosts);
    planned.set(hosts, found);
    return found;
  };
  return new Map(array.luns.map((lun) => [lun.uniqueId, countedLun(lun, plannedFor)]));
}

/** The same after every row of the plan. Rows of other arrays leave them alone. */
export function lunsAfter(array: ArrayRegistrationFact, rows: readonly PlanRow[]): Map<string, CountedLun> {
  const luns = lunsBefore(array);
  for (const row of rows) {
    const uniqueId = textOf(row.params, 'uniqueId');
    if (uniqueId === null) continue;
    const here = isOf(row, array);
    // A host names the LUN alone, so its array is the one that has it.
    if (!here && !(luns.has(uniqueId) && row.operation === 'shared-disk.preempt')) continue;
    if (here && row.operation === 'lun.create') luns.set(uniqueId, newLun(array, row.params, uniqueId));
    else if (here && row.operation === 'lun.delete') luns.delete(uniqueId);
    else change(luns, array, row, uniqueId);
  }
  return luns;
}

/** Does the row act on this array? */
export function isOf(row: PlanRow, { agentId, system }: ArrayRegistrationFact): boolean {
  return row.agentId === agentId && row.system === system;
}

function change(
  luns: Map<string, CountedLun>,
  array: ArrayRegistrationFact,
  { operation, params }: PlanRow,
  uniqueId: string,
): void {
  const keys = keysOf(params);
  const isChange = keys.length > 0 && keyChanges.has(operation);
  if (!isChange && !(operation === 'lun.set-quarantine' && luns.has(uniqueId))) return;
  const lun = luns.get(uniqueId) ?? newLun(array, params, uniqueId);
  luns.set(uniqueId, lun);
  if ('held' in lun) changeHeld(lun.held, operation, keys);
  else if (operation === 'registrations.admit' || operation === 'registrations.dismiss')
    lun.planned = changedPlanned(lun.planned, operation, keys);
  // What is in quarantine is presented to nobody.
  else if (operation === 'lun.set-quarantine' && params.until !== null) lun.planned = new Map();
}

const keyChanges: ReadonlySet<string> = new Set([
  'registrations.admit',
  'registrations.dismiss',
  'registrations.preempt',
  'shared-disk.preempt',
]);

function changeHeld(held: Held, operation: string, keys: readonly string[]): void {
  for (const key of keys) {
    const now = held.get(key) ?? { registered: 0, admitted: false };
    if (operation === 'registrations.admit') held.set(key, { ...now, admitted: true });
    // A host takes registrations away and no more: the room is the array's to give back.
    else if (operation === 'shared-disk.preempt') held.set(key, { ...now, registered: 0 });
    else held.delete(key);
  }
}

function changedPlanned(before: Planned, operation: string, keys: readonly string[]): Planned {
  const planned = new Map(before);
  const counts = new Map<string, number>();
  for (const key of keys) {
    const of = readReservationKey(key)?.initiatorDigest ?? key;
    counts.set(of, (counts.get(of) ?? 0) + 1);
  }
  for (const [of, count] of counts) {
    const now = planned.get(of) ?? 0;
    const after = operation === 'registrations.admit' ? Math.max(now, count) : now - count;
    if (after > 0) planned.set(of, after);
    else planned.delete(of);
  }
  return planned;
}

function countedLun(
  { uniqueId, name, poolId, targetIqn, hosts, actual }: RegistrationLunFact,
  plannedFor: (hosts: RegistrationLunFact['hosts']) => Planned,
): CountedLun {
  const lun = { uniqueId, name, poolId, targetIqn };
  return actual
    ? { ...lun, held: new Map(Object.entries(actual.registrants)) }
    : { ...lun, planned: plannedFor(hosts) };
}

function channelsOf(hosts: RegistrationLunFact['hosts']): Planned {
  const registering = hosts.filter(({ initiators, channels }) => initiators.length > 0 && channels > 0);
  return new Map(registering.map(({ initiators, channels }) => [digestOf(initiators[0] ?? ''), channels]));
}

/** A LUN that the plan makes, or that was not shared before: nobody is registered on it. */
function newLun(array: ArrayRegistrationFact, params: Params, uniqueId: string): CountedLun {
  const key = textOf(params, 'pool');
  const poolId = array.pools.find((pool) => pool.key === key)?.id ?? '';
  const lun = { uniqueId, name: textOf(params, 'name') ?? uniqueId, poolId, targetIqn: null };
  return array.reportsRegistrations ? { ...lun, held: new Map() } : { ...lun, planned: new Map() };
}

function textOf(params: Params, name: string): string | null {
  const value = params[name];
  return typeof value === 'string' ? value : null;
}

function keysOf({ keys }: Params): string[] {
  return Array.isArray(keys) ? keys.filter((key) => typeof key === 'string') : [];
}
