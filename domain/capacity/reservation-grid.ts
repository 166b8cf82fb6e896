import { type Expression, evaluate, type Variable } from './arithmetic.ts';
import { type ArrayKnowledge, demandsOf } from './array-knowledge.ts';
import { answer, type Outcome, refuse } from './outcome.ts';
import { ceiling, rational } from './rational.ts';
import type { UniformFabric } from './reservations.ts';
import { wholeArithmetic } from './whole-arithmetic.ts';
import { refuseCount } from './whole-number.ts';

/** So many rows and columns are drawn at most; more could not be told apart. */
export const MAX_GRID = 1_000;

/**
 * Registrations for 1 to `hosts` hosts (rows) and 1 to `csvs` CSVs (columns) of an otherwise equal fabric: where the limit
 * is crossed, seen at once. null = too large to be exact. With several demand rules that may apply, the largest.
 */
export function reservationGrid(fabric: UniformFabric, knowledge: ArrayKnowledge = {}): Outcome<(number | null)[][]> {
  const { hosts, storageModules, channelsPerHostPerModule, csvs } = fabric;
  const refusals = [
    refuseCount('hosts', hosts, { max: MAX_GRID }),
    refuseCount('storageModules', storageModules),
    refuseCount('channelsPerHostPerModule', channelsPerHostPerModule),
    refuseCount('csvs', csvs, { max: MAX_GRID }),
  ].filter((refusal) => refusal !== null);
  if (refusals.length > 0) return refuse(refusals);
  const demands = demandsOf(knowledge);
  if (!demands.ok) return demands;
  const quick = demands.value.map(({ expression }) => ({ expression, count: wholeArithmetic(expression) }));
  const cell = (row: number, column: number) => {
    const values = { hosts: row + 1, modules: storageModules, channels: channelsPerHostPerModule, csvs: column + 1 };
    let most = 0;
    for (const { expression, count } of quick) {
      const counted = count(values);
      // The exact way takes ten times as long: too long for thousands of cells under a hand that drags.
      const needed = Number.isNaN(counted) ? exactly(expression, values) : counted;
      if (!Number.isSafeInteger(needed)) return null;
      most = Math.max(most, needed);
    }
    return most;
  };
  return answer(
    Array.from({ length: hosts }, (_row, row) => Array.from({ length: csvs }, (_column, column) => cell(row, column))),
  );
}

/** NaN where a divisor is zero. */
function exactly(expression: Expression, values: Readonly<Record<Variable, number>>): number {
  const whole = (name: Variable) => rational(BigInt(values[name]));
  const value = evaluate(expression, {
    ...{ hosts: whole('hosts'), modules: whole('modules'), channels: whole('channels'), csvs: whole('csvs') },
  });
  return value === null ? Number.NaN : Number(ceiling(value));
}
