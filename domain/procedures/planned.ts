import type { Check, Plan, Planned } from '#domain/plans/plan.ts';

/** Every check goes with it, so that what was right is shown beside what was not. */
export function refusedPlan(title: string, checks: Check[]): Planned {
  return { kind: 'refused', title, checks };
}

/** The world is as asked: `sentence` says so. */
export function nothingToDo(title: string, checks: Check[], sentence: string): Planned {
  const nothing = { items: [], rows: [], effects: [], changes: [], touches: [] };
  return { kind: 'plan', plan: { title, checks, nothingToDo: sentence, ...nothing } };
}

export function planOf(plan: Omit<Plan, 'nothingToDo'>): Planned {
  return { kind: 'plan', plan: { ...plan, nothingToDo: null } };
}

/** What every builder of a row is told: where the row stands in the plan. */
export type RowPlace = { key: string; item: string | null; needs: string[] };
