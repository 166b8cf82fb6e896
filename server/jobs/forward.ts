import type { RowState } from '#domain/plans/job-states.ts';
import { ready } from '#domain/plans/order.ts';
import type { Course } from './drive.ts';
import type { Run } from './run.ts';

/** The way forward: rows whose needs are proven, of items with which nothing is wrong, until someone asks to stop. */
export function forward(run: Run): Course {
  const rows = [...run.rows.values()];
  const planRows = rows.map((r) => r.row);
  return {
    sentState: 'sent',
    next(underWay) {
      if (run.cancelAsked) return [];
      const states = new Map(rows.map((r) => [r.row.key, stateNow(r.state, underWay.has(r.row.key))]));
      return ready(planRows, states)
        .filter((row) => !underWay.has(row.key))
        .flatMap((row) => run.rows.get(row.key) ?? []);
    },
    order: (of) => ({ of, operation: of.row.operation, params: of.row.params, proof: of.row.proof, direction: 'do' }),
  };
}

/** A row that was sent by a worker that is gone is sent again: its operation id makes that the same act. */
function stateNow(state: RowState, underWay: boolean): RowState {
  if (underWay) return 'sent';
  return state === 'sent' || state === 'done' ? 'pending' : state;
}
