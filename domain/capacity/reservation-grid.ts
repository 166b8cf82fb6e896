import { evaluate } from './arithmetic.ts';
import { type ArrayKnowledge, demandsOf } from './array-knowledge.ts';
import { answer, type Outcome, refuse } from './outcome.ts';
import { ceiling, rational } from './rational.ts';
import type { UniformFabric } from './reservations.ts';
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
  const paths = { modules: whole(storageModules), channels: whole(channelsPerHostPerModule) };
  const columns = Array.from({ length: csvs }, (_, at) => whole(at + 1));
  const cell = (row: number, column: number) => {
    const values = { ...paths, hosts: whole(row + 1), csvs: columns[column] ?? whole(column + 1) };
    let most = 0;
    for (const { expression } of demands.value) {
      const value = evaluate(expression, values);
      const needed = value === null ? Number.NaN : Number(ceiling(value));
      if (!Number.isSafeInteger(needed)) return null;
      most = Math.max(most, needed);
    }
    return most;
  };
  return answer(
    Array.from({ length: hosts }, (_row, row) => Array.from({ length: csvs }, (_column, column) => cell(row, column))),
  );
}

const whole = (n: number) => rational(BigInt(n));
