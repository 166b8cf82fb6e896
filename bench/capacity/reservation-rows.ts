import { type Fabric, fabricReservations } from '#domain/capacity/fabric-reservations.ts';
import { reservations } from '#domain/capacity/reservations.ts';
import { atMost, type BenchRow, medianMs } from './bench-row.ts';

const HOSTS = 10_000;
const CSVS = 1_000;
const BOUND_MS = 50;

/**
 * Every host with 1 to 8 channels. Dense: each CSV has a list of its own with nearly all hosts, ten million pairs, the most
 * there can be. Clustered: 64 hosts see each CSV, as in a real fabric.
 */
export function reservationRows(): BenchRow[] {
  const dense = fabricOf((host, csv) => (host + csv) % 97 !== 0);
  const clustered = fabricOf((host, csv) => (host + csv * 10) % HOSTS < 64);
  return [
    rowOf(`exact reservations, ${HOSTS} hosts × ${CSVS} CSVs, each seen by ~99 % of the hosts`, dense),
    rowOf(`exact reservations, ${HOSTS} hosts × ${CSVS} CSVs, each seen by a cluster of 64`, clustered),
    uniformRow(),
  ];
}

function rowOf(what: string, fabric: Fabric): BenchRow {
  const outcome = fabricReservations(fabric);
  const expected = slowTruth(fabric);
  if (!outcome.ok || BigInt(outcome.value.reservations) !== expected) throw new Error(`${what}: not exact`);
  return atMost(
    what,
    medianMs(() => fabricReservations(fabric), { warmUps: 3, runs: 9 }),
    'ms',
    BOUND_MS,
  );
}

/** A what-if slider asks this for every frame; with its four crossing points. */
function uniformRow(): BenchRow {
  const limit = {
    id: 'l',
    arrayId: 'a',
    model: null,
    fromFirmware: null,
    beforeFirmware: null,
    scope: 'array',
    value: 50_000,
    source: 'bench',
    date: null,
    confidence: 'low',
  } as const;
  const ask = () =>
    reservations(
      { hosts: 64, storageModules: 4, channelsPerHostPerModule: 2, csvs: 200 },
      { array: { arrayId: 'a' }, limits: [limit] },
    );
  return atMost(
    'what-if, 64 hosts × 200 CSVs, with its crossing points',
    medianMs(ask, { warmUps: 50, runs: 101 }),
    'ms',
    4,
  );
}

function fabricOf(sees: (host: number, csv: number) => boolean): Fabric {
  const hosts = Array.from({ length: HOSTS }, (_, host) => host);
  return {
    storageModules: 4,
    channelsPerHostPerModule: hosts.map((host) => 1 + (host % 8)),
    csvs: Array.from({ length: CSVS }, (_, csv) => ({
      hosts: Uint32Array.from(hosts.filter((host) => sees(host, csv))),
    })),
  };
}

/** The same sum the other way round, in BigInt: per host, how many CSVs see it. */
function slowTruth({ storageModules, channelsPerHostPerModule, csvs }: Fabric): bigint {
  const seen = new Array<bigint>(channelsPerHostPerModule.length).fill(0n);
  for (const { hosts } of csvs) for (const host of hosts as Uint32Array) seen[host] = (seen[host] ?? 0n) + 1n;
  return seen.reduce(
    (sum, times, host) => sum + times * BigInt(channelsPerHostPerModule[host] ?? 0) * BigInt(storageModules),
    0n,
  );
}
