import { evaluate } from './arithmetic.ts';
import type { Demand } from './demand-rules.ts';
import { answer, type CapacityRefusal, type Outcome, refuse } from './outcome.ts';
import { type Rational, rational } from './rational.ts';
import { refuseTotal } from './whole-number.ts';

/** What one host asks of one CSV that it sees, in units of 1 / `unit` registration, so that sums stay whole numbers. */
export type PairWeights = { weights: Float64Array; unit: number; largest: number };

/**
 * Weighs every host by a demand that is a sum over pairs. `most` is how many pairs may be added up: refused where that
 * sum could pass 2^53, so that the hot loop over the pairs needs no check.
 */
export function pairWeights(
  demand: Demand,
  modules: number,
  channels: ArrayLike<number>,
  most: number,
): Outcome<PairWeights> {
  if (!demand.additive) return refuse([notAdditive(demand)]);
  const byChannels = new Map<number, Rational>();
  for (let host = 0; host < channels.length; host++) {
    const count = channels[host] ?? 0;
    if (!byChannels.has(count)) byChannels.set(count, onePair(demand, modules, count));
  }
  const unit = [...byChannels.values()].reduce((common, { bottom }) => leastMultiple(common, bottom), 1n);
  const whole = new Map([...byChannels].map(([count, { top, bottom }]) => [count, (top * unit) / bottom]));
  const largest = [...whole.values()].reduce((a, b) => (a > b ? a : b), 0n);
  if (largest * BigInt(Math.max(most, 1)) > BigInt(Number.MAX_SAFE_INTEGER) || unit > 1_000_000n)
    return refuse([refuseTotal('reservations')]);
  const weights = Float64Array.from(channels, (count) => Number(whole.get(count) ?? 0n));
  return answer({ weights, unit: Number(unit), largest: Number(largest) });
}

function onePair({ expression }: Demand, modules: number, channels: number): Rational {
  const one = rational(1n);
  const counts = { hosts: one, modules: rational(BigInt(modules)), channels: rational(BigInt(channels)), csvs: one };
  return evaluate(expression, counts) ?? rational(0n);
}

function leastMultiple(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return (a / x) * b;
}

function notAdditive({ text }: Demand): CapacityRefusal {
  const sentence = `'${text}' does not multiply hosts and csvs, so it cannot be added up over hosts that differ.`;
  const remedy = 'Ask with equal hosts, or write the rule so that it is proportional to hosts and to csvs.';
  return { code: 'not_additive', field: 'rules', sentence, remedy };
}
