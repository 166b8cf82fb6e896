import { answer, type CapacityRefusal, type Outcome, refuse } from './outcome.ts';

/** The hosts that see a CSV: 'all', or the positions of the hosts. Typed arrays are fastest. */
export type HostSet = 'all' | ArrayLike<number>;

/**
 * The sum of the weights of each set's hosts. One pass over the pairs, which also refuses a position that is no host or
 * comes twice: 10,000 hosts × 1,000 CSVs are ten million pairs. Sets that are the same object are summed once.
 */
export function sumHostSets(weights: Float64Array, sets: readonly HostSet[]): Outcome<number[]> {
  const refusals: CapacityRefusal[] = [];
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const seen = new Int32Array(weights.length);
  const summed = new Map<ArrayLike<number>, number>();
  const sums = sets.map((set, at) => {
    if (set === 'all') return all;
    const before = summed.get(set);
    if (before !== undefined) return before;
    const ascending = sumAscending(weights, set);
    const sum = ascending >= 0 ? ascending : sumOne(weights, set, seen, at + 1);
    if (sum < 0) refusals.push(describeFault(set, at, weights.length));
    summed.set(set, sum);
    return sum;
  });
  return refusals.length > 0 ? refuse(refusals) : answer(sums);
}

/** The usual case, at half the cost: hosts in ascending order cannot come twice. -1 where they are not, or are no hosts. */
function sumAscending(weights: Float64Array, set: ArrayLike<number>): number {
  let sum = 0;
  let previous = -1;
  for (let at = 0; at < set.length; at++) {
    const host = set[at] as number;
    const weight = weights[host];
    if (weight === undefined || host <= previous) return -1;
    previous = host;
    sum += weight;
  }
  return sum;
}

/** -1 where the set is faulty. `stamp` differs for every set, so `seen` needs no clearing. */
function sumOne(weights: Float64Array, set: ArrayLike<number>, seen: Int32Array, stamp: number): number {
  let sum = 0;
  for (let at = 0; at < set.length; at++) {
    const host = set[at] as number;
    // Out of range, fractional and NaN all read undefined from a typed array.
    const weight = weights[host];
    if (weight === undefined || seen[host] === stamp) return -1;
    seen[host] = stamp;
    sum += weight;
  }
  return sum;
}

function describeFault(set: ArrayLike<number>, at: number, hosts: number): CapacityRefusal {
  const field = `csvs[${at}].hosts`;
  const bad = Array.from(set).find((host) => !Number.isInteger(host) || host < 0 || host >= hosts);
  if (bad === undefined) {
    const sentence = `${field} names the same host twice.`;
    return { code: 'duplicate', field, sentence, remedy: 'Name each host once.' };
  }
  const sentence = `${field} names host ${bad}, and there are ${hosts} hosts.`;
  return { code: 'unknown_reference', field, sentence, remedy: `Name hosts from 0 to ${hosts - 1}.` };
}
