import { evaluate } from './arithmetic.ts';
import { type ArrayKnowledge, demandsOf, limitsOf, notesOf } from './array-knowledge.ts';
import { largestWithin } from './crossing.ts';
import { type Demand, PLAIN_DEMAND } from './demand-rules.ts';
import type { LimitRecord, LimitScope } from './limits.ts';
import { answer, type Outcome, refuse } from './outcome.ts';
import { ceiling, rational } from './rational.ts';
import { type RegistrationVerdict, type ScopeVerdict, scopeVerdict, tightest } from './registration-verdict.ts';
import { refuseCount, refuseTotal } from './whole-number.ts';

/** A fabric of equal hosts that all see every CSV. Each count from 1 to MAX_COUNT. */
export type UniformFabric = {
  hosts: number;
  storageModules: number;
  channelsPerHostPerModule: number;
  csvs: number;
};

/** The largest value of each count that still fits, the others unchanged. 0 = none fits; null = no known limit stops it. */
export type Crossing = { [count in keyof UniformFabric]: number | null };

export type ReservationAnswer = {
  reservations: number;
  /** Of one CSV's LUN. */
  perLun: number;
  /** The limit that is nearest to being crossed; null = UNKNOWN. */
  limit: number | null;
  limitScope: LimitScope | null;
  headroom: number | null;
  verdict: RegistrationVerdict;
  /** The worked formula: '2 hosts × (2 modules × 2 channels) × 4 CSVs = 32'. */
  formula: string;
  crossing: Crossing;
  scopes: readonly ScopeVerdict[];
  notes: readonly string[];
};

const COUNTS = ['hosts', 'storageModules', 'channelsPerHostPerModule', 'csvs'] as const;

/**
 * Persistent reservations that a fabric needs: hosts × (storage modules × channels per host to each module) × CSVs, or the
 * array's own demand rule, against the limits that apply. A target's or a pool's limit is held against all CSVs, as if
 * one target and one pool served them: never less than the truth.
 */
export function reservations(fabric: UniformFabric, knowledge: ArrayKnowledge = {}): Outcome<ReservationAnswer> {
  const refusals = COUNTS.flatMap((count) => refuseCount(count, fabric[count]) ?? []);
  if (refusals.length > 0) return refuse(refusals);
  const demands = demandsOf(knowledge);
  if (!demands.ok) return demands;
  const [demand, total] = mostDemanding(demands.value, fabric);
  const [, perLun] = mostDemanding(demands.value, { ...fabric, csvs: 1 });
  if (total === null || perLun === null) return refuse([refuseTotal('reservations')]);
  const limits = limitsOf(knowledge);
  const scopes = limits.map((limit) => scopeVerdict(limit, limit.scope === 'lun' ? perLun : total));
  const binding = tightest(scopes);
  return answer({
    reservations: total,
    perLun,
    limit: binding?.limit ?? null,
    limitScope: binding?.scope ?? null,
    headroom: binding?.headroom ?? null,
    verdict: binding?.verdict ?? 'unknown',
    formula: worked(fabric, demand, total),
    crossing: crossingOf(fabric, demands.value, limits),
    scopes,
    notes: notesOf(knowledge, demands.value, demand),
  });
}

function crossingOf(fabric: UniformFabric, demands: readonly Demand[], limits: readonly LimitRecord[]): Crossing {
  const fits = (changed: UniformFabric) =>
    limits.every(({ scope, value }) => {
      const counted = scope === 'lun' ? { ...changed, csvs: 1 } : changed;
      const needed = mostDemanding(demands, counted)[1];
      return value === null || (needed !== null && needed <= value);
    });
  const known = limits.some((limit) => limit.value !== null);
  const of = (count: keyof UniformFabric) => (known ? largestWithin((n) => fits({ ...fabric, [count]: n })) : null);
  return {
    hosts: of('hosts'),
    storageModules: of('storageModules'),
    channelsPerHostPerModule: of('channelsPerHostPerModule'),
    csvs: of('csvs'),
  };
}

/** With several possible rules the largest demand is taken: too much room is an inconvenience, too little loses disks. */
function mostDemanding(demands: readonly Demand[], fabric: UniformFabric): [Demand, number | null] {
  const needed = demands.map((demand): [Demand, number | null] => [demand, required(demand, fabric)]);
  return needed.reduce((worst, next) => {
    if (worst[1] === null || next[1] === null) return worst[1] === null ? worst : next;
    return next[1] > worst[1] ? next : worst;
  });
}

/** null = too large to be exact. */
function required({ expression }: Demand, fabric: UniformFabric): number | null {
  const value = evaluate(expression, {
    hosts: rational(BigInt(fabric.hosts)),
    modules: rational(BigInt(fabric.storageModules)),
    channels: rational(BigInt(fabric.channelsPerHostPerModule)),
    csvs: rational(BigInt(fabric.csvs)),
  });
  if (value === null) return null;
  const whole = Number(ceiling(value));
  return Number.isSafeInteger(whole) ? whole : null;
}

function worked(fabric: UniformFabric, demand: Demand, total: number): string {
  const { hosts, storageModules: modules, channelsPerHostPerModule: channels, csvs } = fabric;
  const paths = `(${counted(modules, 'module')} × ${counted(channels, 'channel')})`;
  if (demand === PLAIN_DEMAND) return `${counted(hosts, 'host')} × ${paths} × ${counted(csvs, 'CSV')} = ${total}`;
  return `${demand.text} with hosts ${hosts}, modules ${modules}, channels ${channels}, csvs ${csvs} = ${total}`;
}

const counted = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`;
