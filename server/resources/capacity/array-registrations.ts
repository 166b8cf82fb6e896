import { fabricReservations } from '#domain/capacity/fabric-reservations.ts';
import { knowledgeOf, type LimitEntry } from '#domain/capacity/limit-entry.ts';
import type { RegistrationLedger } from '#domain/capacity/registration-ledger.ts';
import type { CsvFabric, SeenCsv } from '#server/fabric/csv-fabric.ts';
import { answered } from './answered.ts';
import { boundBy, type HeldCsv, heldOf } from './held-registrations.ts';

type ArrayRow = { id: string; name: string; model: string; version: string };

/** The registrations that an array must hold for its CSVs as they are presented now, against the limit that is known for it. */
export function arrayRegistrations(
  array: ArrayRow,
  { csvs: all, hosts: byId }: CsvFabric,
  entries: readonly LimitEntry[],
) {
  const csvs = all.filter((csv) => csv.arrayId === array.id);
  const hosts = [...new Set(csvs.flatMap((csv) => csv.hostIds))];
  const place = new Map(hosts.map((id, at) => [id, at]));
  const knowledge = knowledgeOf({ arrayId: array.id, model: array.model, firmware: array.version }, entries);
  // A host's channels are those to all storage modules together, so the modules are in them already.
  const fabric = {
    storageModules: 1,
    channelsPerHostPerModule: hosts.map((id) => byId.get(id)?.channels ?? 1),
    csvs: csvs.map((csv) => fabricCsv(csv, place)),
  };
  const answer = answered(fabricReservations(fabric, knowledge));
  return { answer, csvs, hosts };
}

/** The same beside what its LUNs really hold. `figures`: against the limit nearest to being crossed, null where none is known. */
export function arrayLedger(
  array: ArrayRow,
  fabric: CsvFabric,
  entries: readonly LimitEntry[],
  ledgerOf: (csv: SeenCsv) => RegistrationLedger,
) {
  const planned = arrayRegistrations(array, fabric, entries);
  const held = planned.csvs.map((csv, at): HeldCsv => {
    return { csv, ledger: ledgerOf(csv), planned: planned.answer.perCsv[at] ?? 0 };
  });
  const bound = boundBy(planned.answer.scopes, held);
  const figures = {
    ...{ array: { id: array.id, name: array.name }, model: array.model, firmware: array.version },
    ...{ planned: planned.answer.reservations, actual: heldOf(held) },
    ...{ limit: bound?.limit ?? null, limitScope: bound?.scope ?? null, headroom: bound?.headroom ?? null },
    verdict: bound?.verdict ?? ('unknown' as const),
  };
  return { ...planned, held, figures };
}

function fabricCsv({ hostIds, targetIqn, poolId }: SeenCsv, place: ReadonlyMap<string, number>) {
  const hosts = hostIds.flatMap((id) => place.get(id) ?? []).sort((a, b) => a - b);
  return { hosts, pool: poolId, ...(targetIqn === null ? {} : { target: targetIqn }) };
}
