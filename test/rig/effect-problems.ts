import { operationId } from '#domain/plans/operation-id.ts';
import type { Replay, Replayed } from './replay-ledger.ts';

/** A job as the database has it; `undo`: how each of its rows can be taken back. */
export type JobRecord = {
  id: string;
  state: string;
  round: number;
  undoRound: number;
  rows: { key: string; state: string; undo: string }[];
};

/** States in which a row has left nothing in the world. */
const leavesNothing = new Set(['undone', 'skipped', 'pending']);

/**
 * Rows whose effects are not as their states say: one standing effect of a proven row, none of one that was taken back
 * or never sent, and no effect noted twice. Of a stuck row nothing is promised. What was `pretended` is no effect.
 */
export function effectProblems(
  jobs: readonly JobRecord[],
  replays: readonly Replay[],
  pretended: ReadonlySet<string>,
): string[] {
  const find = (id: string): Replayed | undefined => {
    for (const { operations } of replays) if (operations.has(id)) return operations.get(id);
  };
  const isBuried = (id: string) => replays.some(({ tombstones }) => tombstones.has(id));
  const problems = replays.flatMap(({ operations }) =>
    [...operations.values()].filter(({ done }) => done > 1).map(({ id, done }) => `${id} took effect ${done} times`),
  );
  for (const { id, state, round, rows } of jobs) {
    if (state === 'abandoned') continue;
    for (const row of rows) {
      const ids = Array.from({ length: round + 1 }, (_, at) => operationId(id, at, row.key, 'do'));
      const standing = ids.filter((one) => find(one)?.last === 'done' && !isBuried(one) && !pretended.has(one));
      if (row.state === 'proven' && standing.length !== 1)
        problems.push(`${id} ${row.key} is proven and has ${standing.length} effects`);
      if (leavesNothing.has(row.state) && row.undo !== 'none' && standing.length > 0)
        problems.push(`${id} ${row.key} is ${row.state} and its effect stands`);
    }
  }
  return problems;
}
