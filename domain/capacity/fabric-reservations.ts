import { type ArrayKnowledge, demandsOf, limitsOf, notesOf } from './array-knowledge.ts';
import type { Demand } from './demand-rules.ts';
import { type HostSet, sumHostSets } from './host-sets.ts';
import type { LimitRecord } from './limits.ts';
import { answer, type CapacityRefusal, type Outcome, refuse } from './outcome.ts';
import { pairWeights } from './pair-weights.ts';
import { type ScopeVerdict, scopeVerdict, tightest } from './registration-verdict.ts';
import type { ReservationAnswer } from './reservations.ts';
import { MAX_COUNT, refuseCount } from './whole-number.ts';

/**
 * A fabric as it is: each host with its own channels, each CSV with the hosts that see it. Where hosts have different
 * channels to different modules, give `storageModules` 1 and each host's channels to all of them. `target` and `pool` are
 * needed only for limits of those scopes: CSVs without one share one.
 */
export type Fabric = {
  storageModules: number;
  channelsPerHostPerModule: ArrayLike<number>;
  csvs: readonly FabricCsv[];
};
export type FabricCsv = { hosts: HostSet; target?: string; pool?: string };

export type FabricAnswer = Omit<ReservationAnswer, 'crossing' | 'perLun'> & {
  /** In the order of the CSVs. */
  perCsv: readonly number[];
  /** How many more would fit: CSVs seen by every host, hosts that see every CSV with as many channels as the largest. */
  room: { csvs: number | null; hosts: number | null };
};

/** One way of counting, worked out. Sums are in 1 / `unit` registrations; `hostWeight` is the largest host's. */
type Count = {
  demand: Demand;
  unit: number;
  sums: readonly number[];
  total: number;
  everyHost: number;
  hostWeight: number;
};
type Group = { used: number; csvs: number };

/** Exact registrations of any fabric; `reservations` answers the same for the special case of equal hosts. */
export function fabricReservations(fabric: Fabric, knowledge: ArrayKnowledge = {}): Outcome<FabricAnswer> {
  const refusals = refuseFabric(fabric);
  if (refusals.length > 0) return refuse(refusals);
  const demands = demandsOf(knowledge);
  if (!demands.ok) return demands;
  const counts: Count[] = [];
  for (const demand of demands.value) {
    const counted = countBy(demand, fabric);
    if (!counted.ok) return counted;
    counts.push(counted.value);
  }
  const [first, ...others] = counts as [Count, ...Count[]];
  const worst = others.reduce((a, b) => (whole(b, b.total) > whole(a, a.total) ? b : a), first);
  const fullest = limitsOf(knowledge).map((limit) => ({ limit, group: fullestGroup(limit, fabric, worst) }));
  const scopes = fullest.map(({ limit, group }) => scopeVerdict(limit, whole(worst, group.used)));
  return answer({
    ...summary(fabric, worst, scopes),
    room: roomOf(fullest, worst),
    notes: notesOf(knowledge, demands.value, worst.demand),
  });
}

function summary(fabric: Fabric, count: Count, scopes: readonly ScopeVerdict[]) {
  const binding = tightest(scopes);
  const total = whole(count, count.total);
  return {
    reservations: total,
    perCsv: count.sums.map((sum) => whole(count, sum)),
    limit: binding?.limit ?? null,
    limitScope: binding?.scope ?? null,
    headroom: binding?.headroom ?? null,
    verdict: binding?.verdict ?? ('unknown' as const),
    formula: `Σ over ${fabric.csvs.length} CSVs of Σ over the hosts that see it of ${count.demand.text} = ${total}`,
    scopes,
  };
}

function countBy(demand: Demand, { storageModules, channelsPerHostPerModule: channels, csvs }: Fabric): Outcome<Count> {
  // One CSV more than there are, so that the room for another is exact too.
  const weighed = pairWeights(demand, storageModules, channels, channels.length * (csvs.length + 1));
  if (!weighed.ok) return weighed;
  const { weights, unit, largest } = weighed.value;
  const summed = sumHostSets(
    weights,
    csvs.map((csv) => csv.hosts),
  );
  if (!summed.ok) return summed;
  const total = summed.value.reduce((all, sum) => all + sum, 0);
  const everyHost = weights.reduce((all, weight) => all + weight, 0);
  return answer({ demand, unit, sums: summed.value, total, everyHost, hostWeight: largest });
}

/** Half a registration still takes a place in the array's table. */
function whole({ unit }: Count, sum: number): number {
  return unit === 1 ? sum : Number((BigInt(sum) + BigInt(unit) - 1n) / BigInt(unit));
}

/** The LUN, target or pool with the most registrations, or the whole array. */
function fullestGroup({ scope }: LimitRecord, { csvs }: Fabric, { sums, total }: Count): Group {
  if (scope === 'array') return { used: total, csvs: csvs.length };
  if (scope === 'lun') return { used: sums.reduce((a, b) => Math.max(a, b), 0), csvs: 1 };
  const groups = new Map<string, Group>();
  csvs.forEach((csv, at) => {
    const group = groups.get(csv[scope] ?? '') ?? { used: 0, csvs: 0 };
    groups.set(csv[scope] ?? '', { used: group.used + (sums[at] ?? 0), csvs: group.csvs + 1 });
  });
  return [...groups.values()].reduce((a, b) => (b.used > a.used ? b : a), { used: 0, csvs: 0 });
}

function roomOf(fullest: readonly { limit: LimitRecord; group: Group }[], count: Count): FabricAnswer['room'] {
  const csvs: (number | null)[] = [];
  const hosts: (number | null)[] = [];
  for (const { limit, group } of fullest) {
    if (limit.value === null) continue;
    const bound = BigInt(limit.value) * BigInt(count.unit);
    hosts.push(times(bound - BigInt(group.used), count.hostWeight * group.csvs));
    // A limit per LUN does not stop another LUN, unless every host together is too much for one.
    const another = limit.scope === 'lun' ? null : times(bound - BigInt(group.used), count.everyHost);
    csvs.push(BigInt(group.used) > bound || BigInt(count.everyHost) > bound ? 0 : another);
  }
  return { csvs: least(csvs), hosts: least(hosts) };
}

/** How many times a step fits; null = for ever. Bounded like every count. */
function times(free: bigint, step: number): number | null {
  if (free < 0n) return 0;
  const fitting = step === 0 ? null : Number(free / BigInt(step));
  return fitting === null || fitting > MAX_COUNT ? null : fitting;
}

function least(numbers: readonly (number | null)[]): number | null {
  return numbers.reduce((a, b) => (a === null || (b !== null && b < a) ? b : a), null);
}

function refuseFabric({ storageModules, channelsPerHostPerModule: channels, csvs }: Fabric): CapacityRefusal[] {
  const refusals = [
    refuseCount('storageModules', storageModules),
    refuseCount('hosts', channels.length, { min: 0 }),
    refuseCount('csvs', csvs.length, { min: 0 }),
  ].filter((refusal) => refusal !== null);
  if (refusals.length > 0) return refusals;
  for (let host = 0; host < channels.length; host++) {
    const refusal = refuseCount(`channelsPerHostPerModule[${host}]`, channels[host], { max: MAX_COUNT });
    if (refusal) refusals.push(refusal);
  }
  return refusals;
}
