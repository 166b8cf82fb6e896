import { type ArrayKnowledge, limitsOf } from '#domain/capacity/array-knowledge.ts';
import { fabricReservations } from '#domain/capacity/fabric-reservations.ts';
import type { LimitRecord, LimitScope } from '#domain/capacity/limits.ts';
import type { PlanRow } from '#domain/plans/plan.ts';
import { type CountedLun, lunsAfter, lunsBefore } from './registration-change.ts';
import type { ArrayRegistrationFact } from './registration-facts.ts';

/** What one limit counts over one LUN, target or pool, or the whole array, before and after a plan. */
export type ScopeCount = {
  scope: LimitScope;
  /** 'LUN csv-1 on SAN-1'; the array's name for the whole of it. */
  name: string;
  before: number;
  after: number;
  /** null = not known. */
  limit: number | null;
  source: string | null;
};

export type RegistrationCount = {
  /** Every known limit with everything it counts; the whole array without a limit where none is known. */
  scopes: ScopeCount[];
  /** The one to show: the tightest of those that the plan changes, or of all where it changes none. */
  binding: ScopeCount;
  /** Where the figures are from: what the array holds, what is planned, or some of both. */
  basis: 'held' | 'planned' | 'both';
};

type Groups = Map<string, CountedLun[]>;

/** The registrations of an array before and after the rows of a plan. */
export function countRegistrations(array: ArrayRegistrationFact, rows: readonly PlanRow[]): RegistrationCount {
  const [before, after] = [[...lunsBefore(array).values()], [...lunsAfter(array, rows).values()]];
  const limits = limitsOf(array.knowledge).filter(({ value }) => value !== null);
  const whole = (): ScopeCount => {
    const [from, to] = [countOf(before, array.knowledge), countOf(after, array.knowledge)];
    return { scope: 'array', name: array.name, before: from, after: to, limit: null, source: null };
  };
  const scopes = limits.flatMap((limit) => scopesOf(limit, array, before, after));
  const all = scopes.length > 0 ? scopes : [whole()];
  const changed = all.filter((scope) => scope.before !== scope.after);
  const binding = (changed.length > 0 ? changed : all).reduce((worst, next) => (isTighter(next, worst) ? next : worst));
  return { scopes: all, binding, basis: basisOf([...before, ...after]) };
}

/** By the share of its limit that is used afterwards; a limit of none is the tightest there is. */
export function isTighter(a: ScopeCount, b: ScopeCount): boolean {
  const [mine, others] = [BigInt(a.after) * BigInt(b.limit ?? 0), BigInt(b.after) * BigInt(a.limit ?? 0)];
  return mine === others ? a.after > b.after : mine > others;
}

function scopesOf(
  { scope, value, source }: LimitRecord,
  array: ArrayRegistrationFact,
  before: readonly CountedLun[],
  after: readonly CountedLun[],
): ScopeCount[] {
  const [was, is] = [groupsOf(scope, before), groupsOf(scope, after)];
  const keys = [...new Set([...was.keys(), ...is.keys()])];
  // The limit is known all the same.
  if (keys.length === 0) return [{ scope, limit: value, source, name: array.name, before: 0, after: 0 }];
  return keys.map((key) => {
    const [from, to] = [was.get(key) ?? [], is.get(key) ?? []];
    return {
      ...{ scope, limit: value, source, name: nameOf(scope, key, to[0] ?? from[0], array) },
      ...{ before: countOf(from, array.knowledge), after: countOf(to, array.knowledge) },
    };
  });
}

/** As fabricReservations groups them: those without a target share one. */
function groupsOf(scope: LimitScope, luns: readonly CountedLun[]): Groups {
  const groups: Groups = new Map();
  for (const lun of luns) {
    const key = { array: '', lun: lun.uniqueId, pool: lun.poolId, target: lun.targetIqn ?? '' }[scope];
    const group = groups.get(key);
    if (group) group.push(lun);
    else groups.set(key, [lun]);
  }
  return groups;
}

function nameOf(scope: LimitScope, key: string, lun: CountedLun | undefined, array: ArrayRegistrationFact): string {
  if (scope === 'array') return array.name;
  if (scope === 'lun') return `LUN ${lun?.name ?? key} on ${array.name}`;
  if (scope === 'target') return `${key === '' ? 'the LUNs without a target' : `target ${key}`} on ${array.name}`;
  return `pool ${array.pools.find(({ id }) => id === key)?.name ?? key} on ${array.name}`;
}

/** What is held counts as it is; what is planned at the array's demand, rounded up once for all LUNs together. */
function countOf(luns: readonly CountedLun[], knowledge: ArrayKnowledge): number {
  let held = 0;
  const planned: ReadonlyMap<string, number>[] = [];
  for (const lun of luns) {
    if ('planned' in lun) planned.push(lun.planned);
    else for (const { registered, admitted } of lun.held.values()) held += Math.max(registered, +admitted);
  }
  return held + plannedOf(planned, knowledge);
}

function plannedOf(luns: readonly ReadonlyMap<string, number>[], knowledge: ArrayKnowledge): number {
  const channels: number[] = [];
  const places = new Map<string, number>();
  // A host may have fewer channels on a LUN that a plan has begun to take away: it counts as another one.
  const placeOf = ([host, count]: [string, number]) => {
    const place = places.get(`${host} ${count}`) ?? channels.push(count) - 1;
    places.set(`${host} ${count}`, place);
    return place;
  };
  const sets = new Map([...new Set(luns)].map((hosts) => [hosts, [...hosts].map(placeOf)]));
  const csvs = luns.map((hosts) => ({ hosts: sets.get(hosts) ?? [] }));
  const fabric = { storageModules: 1, channelsPerHostPerModule: channels, csvs };
  const answer = fabricReservations(fabric, knowledge);
  if (answer.ok) return answer.value.reservations;
  // A rule that cannot be added up over hosts that differ: the plain formula is the least that can be said.
  return luns.reduce((sum, hosts) => [...hosts.values()].reduce((all, count) => all + count, sum), 0);
}

function basisOf(luns: readonly CountedLun[]): RegistrationCount['basis'] {
  const planned = luns.filter((lun) => 'planned' in lun).length;
  return planned === 0 ? 'held' : planned === luns.length ? 'planned' : 'both';
}
