import type { RowState } from '#domain/plans/job-states.ts';
import { orderProblems, ready } from '#domain/plans/order.ts';
import type { Plan, PlanRow, Proof } from '#domain/plans/plan.ts';
import { holds } from '#domain/plans/proof.ts';
import { resolveParams } from '#domain/plans/refs.ts';
import { undoOrder } from '#domain/plans/undo-order.ts';
import type { ModelWorld } from './model-world.ts';

/** What carrying a plan out in a world came to: rows whose proof did not hold, with why. Empty = as it should be. */
export type Carried = {
  failures: string[];
  outputs: Map<string, { [name: string]: unknown }>;
  states: Map<string, RowState>;
};

/** Carries out at most `most` rows, in the order an engine would, and proves each. */
export function carryOut(world: ModelWorld, plan: Plan, most = Number.POSITIVE_INFINITY): Carried {
  const carried: Carried = { failures: orderProblems(plan), outputs: new Map(), states: new Map() };
  for (
    let next = ready(plan.rows, carried.states);
    next[0] && carried.states.size < most;
    next = ready(plan.rows, carried.states)
  ) {
    const [row] = next;
    carried.outputs.set(row.key, world.act(row.system, row.operation, resolveParams(row.params, carried.outputs)));
    prove(world, row, row.proof, carried);
    carried.states.set(row.key, 'proven');
  }
  return carried;
}

/** Takes back every row that was carried out, and proves each undo. Returns why a proof did not hold. */
export function takeBack(world: ModelWorld, plan: Plan, { outputs, states }: Carried): string[] {
  const back: Carried = { failures: [], outputs, states };
  for (const row of undoOrder(plan.rows, states, 'all')) {
    if (row.undo.kind !== 'operation') continue;
    world.act(row.system, row.undo.operation, resolveParams(row.undo.params, outputs));
    prove(world, row, row.undo.proof, back);
  }
  return back.failures;
}

function prove(world: ModelWorld, row: PlanRow, proof: Proof | null, { failures, outputs }: Carried): void {
  if (!proof) return;
  const observed =
    proof.read === 'outputs'
      ? ({ found: true, value: outputs.get(row.key) } as const)
      : world.read(row.system, proof.read, resolveParams(proof.params, outputs));
  failures.push(...holds(proof, observed).failures.map((failure) => `${row.key}: ${failure}`));
}
