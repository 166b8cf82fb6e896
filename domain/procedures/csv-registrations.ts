import {
  keysOf,
  type LedgerHost,
  type RegistrationLedger,
  registrationLedger,
} from '#domain/capacity/registration-ledger.ts';
import type { ArrayFact, HostFact } from '#domain/fabric/facts.ts';
import { digestOf, readReservationKey } from '#domain/fabric/reservation-key.ts';
import { exclusiveLock, sharedLock } from '#domain/plans/locks.ts';
import type { LockKey, Params } from '#domain/plans/plan.ts';
import type { CsvFact } from './csv-facts.ts';
import type { SharedDisk } from './shared-disk-rows.ts';
import { byText, significantLun, significantSet } from './significant.ts';

/** The CSV as one host shares it, for the rows that the host carries out. */
export function sharedCsv({ lun }: CsvFact, host: HostFact): SharedDisk {
  const { uniqueId, name, targetIqn, portal, lunNumber } = lun;
  const address: Params = { targetIqn, portal, lunNumber };
  return { host, lun: { uniqueId, name }, address, keys: keysOf(host), locks: hostLocks(host, lun.id) };
}

/** Nobody else may change the CSV meanwhile; the host may be busy with others. */
export function hostLocks(host: HostFact, lunId: string): LockKey[] {
  return [exclusiveLock('lun', lunId), sharedLock('host', host.id)];
}

/** Where hosts find the LUN is known, so that it can be attached again. */
export function hasAddress({ lun }: CsvFact): boolean {
  return lun.targetIqn !== null && lun.portal !== null && lun.lunNumber !== null;
}

/** A CSV, what is registered on it, and the hosts that it is about: those that see it or have a key on it. By name. */
export type CsvTask = {
  item: string;
  csv: CsvFact;
  array: ArrayFact;
  ledger: RegistrationLedger;
  hosts: HostFact[];
  /** Of these, those that have it attached. */
  attached: HostFact[];
};

/**
 * Makes tasks of CSVs, each held against the hosts that it is about and not against every host there is.
 * @throws when the array of a CSV is not among the facts
 */
export function csvTasks(facts: {
  arrays: readonly ArrayFact[];
  hosts: readonly HostFact[];
}): (item: string, csv: CsvFact) => CsvTask {
  const arrays = new Map(facts.arrays.map((array) => [array.id, array]));
  const hostsOf = concernedHosts(facts.hosts);
  return (item, csv) => {
    const array = arrays.get(csv.lun.arrayId);
    if (!array) throw new Error(`The array of CSV ${csv.lun.name} is not among the facts`);
    const hosts = hostsOf(csv);
    const { uniqueId, name, sessions } = csv.lun;
    const lun = { uniqueId, name, sessions, registrations: csv.registrations };
    const ledger = registrationLedger(lun, ledgerHosts(csv, hosts));
    return { item, csv, array, ledger, hosts, attached: attachedHosts(csv, ledger, hosts) };
  };
}

/**
 * Those that have a living key on it, or report it. What a host reported that is dead is not how it is: nothing of it is
 * left on the LUN, and it cannot be asked.
 */
function attachedHosts(
  { lun, attachedHostIds }: CsvFact,
  { keys }: RegistrationLedger,
  hosts: readonly HostFact[],
): HostFact[] {
  const living = new Set(
    keys.filter(({ state }) => state === 'registered' || state === 'duplicate').map(({ host }) => host?.id),
  );
  const live = new Set(lun.sessions.map((initiator) => initiator.toLowerCase()));
  const isAlive = ({ reachable, initiators }: HostFact) =>
    reachable || initiators.some((initiator) => live.has(initiator.toLowerCase()));
  return hosts.filter((host) => living.has(host.id) || (attachedHostIds.includes(host.id) && isAlive(host)));
}

/** What a plan about a CSV stands on: the LUN, who has it attached, and whose every key on it is. */
export function significantCsv({ csv, ledger }: CsvTask) {
  const { keys, missing, holder } = ledger;
  return {
    lun: significantLun(csv.lun),
    maskingSets: csv.maskingSets.map(significantSet).sort(byText),
    attachedHostIds: [...csv.attachedHostIds].sort(),
    disks: csv.disks.map(({ vmId, position }) => ({ vmId, position })).sort(byText),
    keys: keys.map(({ key, state, count, admitted }) => ({ key, state, count, admitted })),
    missing: missing.map(({ key }) => key).sort(),
    holder: holder && { key: holder.key, type: holder.type },
  };
}

/** The hosts as the ledger of a CSV knows them; `sees` = one of its masking sets holds an initiator of the host. */
function ledgerHosts({ maskingSets }: CsvFact, hosts: readonly HostFact[]): LedgerHost[] {
  const names = new Set(maskingSets.flatMap((set) => set.initiators.map((name) => name.toLowerCase())));
  return hosts.map(({ id, name, initiators, channels, reachable }) => {
    const sees = initiators.some((initiator) => names.has(initiator.toLowerCase()));
    return { id, name, initiators, channels, reachable, sees };
  });
}

function concernedHosts(all: readonly HostFact[]): (csv: CsvFact) => HostFact[] {
  const byId = groupBy(all, ({ id }) => [id]);
  const byName = groupBy(all, ({ initiators }) => initiators.map((name) => name.toLowerCase()));
  const byDigest = groupBy(all, ({ initiators }) => initiators.map(digestOf));
  return ({ maskingSets, registrations, attachedHostIds }) => {
    const names = maskingSets.flatMap((set) => set.initiators.map((name) => name.toLowerCase()));
    const holder = registrations?.holder ? [registrations.holder.key] : [];
    const keys = [...Object.keys(registrations?.registrants ?? {}), ...holder];
    const digests = new Set(keys.map((key) => readReservationKey(key)?.initiatorDigest ?? ''));
    const found = new Set([
      ...attachedHostIds.flatMap((id) => byId.get(id) ?? []),
      ...names.flatMap((name) => byName.get(name) ?? []),
      ...[...digests].flatMap((digest) => byDigest.get(digest) ?? []),
    ]);
    return [...found].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1));
  };
}

function groupBy(hosts: readonly HostFact[], keysOfHost: (host: HostFact) => string[]): Map<string, HostFact[]> {
  const groups = new Map<string, HostFact[]>();
  for (const host of hosts) {
    for (const key of keysOfHost(host)) {
      const group = groups.get(key);
      if (group) group.push(host);
      else groups.set(key, [host]);
    }
  }
  return groups;
}
