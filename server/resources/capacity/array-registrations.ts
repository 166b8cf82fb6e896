import { fabricReservations } from '#domain/capacity/fabric-reservations.ts';
import { knowledgeOf, type LimitEntry } from '#domain/capacity/limit-entry.ts';
import { answered } from './answered.ts';
import type { CsvFabric, SeenCsv } from './csv-fabric.ts';

type ArrayRow = { id: string; model: string; version: string };

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

function fabricCsv({ hostIds, targetIqn, poolId }: SeenCsv, place: ReadonlyMap<string, number>) {
  const hosts = hostIds.flatMap((id) => place.get(id) ?? []).sort((a, b) => a - b);
  return { hosts, pool: poolId, ...(targetIqn === null ? {} : { target: targetIqn }) };
}
