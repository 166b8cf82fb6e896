import { type LedgerHost, type RegistrationLedger, registrationLedger } from '#domain/capacity/registration-ledger.ts';
import { digestOf, readReservationKey } from '#domain/fabric/reservation-key.ts';
import type { CsvFabric, SeeingHost, SeenCsv } from './csv-fabric.ts';

/**
 * What the registrations of a fabric's CSVs are, one by one. Made once for a fabric: each LUN is then held against the
 * hosts that it or one of its keys is about, not against every host there is.
 */
export function csvLedgers({ hosts }: Pick<CsvFabric, 'hosts'>): (csv: SeenCsv) => RegistrationLedger {
  const byDigest = new Map<string, SeeingHost[]>();
  for (const host of hosts.values())
    for (const digest of new Set(host.initiators.map(digestOf)))
      byDigest.set(digest, [...(byDigest.get(digest) ?? []), host]);
  return (csv) => {
    const sees = new Set(csv.maskedTo);
    const keys = Object.keys(csv.registrations?.registrants ?? {});
    const holder = csv.registrations?.holder ? [csv.registrations.holder.key] : [];
    const digests = new Set([...keys, ...holder].flatMap((key) => readReservationKey(key)?.initiatorDigest ?? []));
    const about = new Map([...digests].flatMap((digest) => byDigest.get(digest) ?? []).map((host) => [host.id, host]));
    for (const id of sees) {
      const host = hosts.get(id);
      if (host) about.set(id, host);
    }
    const list = [...about.values()].sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
    return registrationLedger(
      csv,
      list.map((host): LedgerHost => ({ ...host, sees: sees.has(host.id) })),
    );
  };
}
