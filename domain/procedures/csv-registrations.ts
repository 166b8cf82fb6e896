import {
  keysOf,
  type LedgerHost,
  type RegistrationLedger,
  registrationLedger,
} from '#domain/capacity/registration-ledger.ts';
import type { ArrayFact, HostFact, MaskingSetFact } from '#domain/fabric/facts.ts';
import { exclusiveLock, sharedLock } from '#domain/plans/locks.ts';
import type { LockKey, Params } from '#domain/plans/plan.ts';
import type { CsvFact } from './csv-facts.ts';
import type { SharedDisk } from './shared-disk-rows.ts';
import { byText, significantLun, significantSet } from './significant.ts';

/** The initiator names that masking sets let in, in lower case. */
function namesIn(sets: readonly MaskingSetFact[]): Set<string> {
  return new Set(sets.flatMap((set) => set.initiators.map((name) => name.toLowerCase())));
}

/** The hosts as a CSV's ledger knows them; `sees` = one of its masking sets holds an initiator of the host. */
export function ledgerHosts(csv: Pick<CsvFact, 'maskingSets'>, hosts: readonly HostFact[]): LedgerHost[] {
  const names = namesIn(csv.maskingSets);
  return hosts.map(({ id, name, initiators, channels, reachable }) => {
    const sees = initiators.some((initiator) => names.has(initiator.toLowerCase()));
    return { id, name, initiators, channels, reachable, sees };
  });
}

export function csvLedger(csv: CsvFact, hosts: readonly HostFact[]): RegistrationLedger {
  const { uniqueId, name, sessions } = csv.lun;
  return registrationLedger({ uniqueId, name, sessions, registrations: csv.registrations }, ledgerHosts(csv, hosts));
}

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

/** A CSV with what is registered on it and the hosts that have it attached, by name. */
export type CsvTask = {
  item: string;
  csv: CsvFact;
  array: ArrayFact;
  ledger: RegistrationLedger;
  attached: HostFact[];
};

/** @throws when the array of the CSV is not among the facts */
export function csvTask(
  item: string,
  csv: CsvFact,
  { arrays, hosts }: { arrays: readonly ArrayFact[]; hosts: readonly HostFact[] },
): CsvTask {
  const array = arrays.find(({ id }) => id === csv.lun.arrayId);
  if (!array) throw new Error(`The array of CSV ${csv.lun.name} is not among the facts`);
  const ledger = csvLedger(csv, hosts);
  const live = ledger.keys.filter(({ state }) => state === 'registered' || state === 'duplicate');
  const ids = new Set([...csv.attachedHostIds, ...live.map(({ host }) => host?.id)]);
  const attached = hosts.filter(({ id }) => ids.has(id)).sort((a, b) => (a.name < b.name ? -1 : 1));
  return { item, csv, array, ledger, attached };
}

/** What a plan about a CSV stands on: the LUN, who has it attached, and whose every key on it is. */
export function significantCsv(csv: CsvFact, hosts: readonly HostFact[]) {
  const { keys, missing, holder } = csvLedger(csv, hosts);
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
