import { unsealChecks } from '#domain/fabric/can-unseal.ts';
import type { GoldenFacts } from '#domain/fabric/golden.ts';
import type { Planned } from '#domain/plans/plan.ts';
import { accessChanges, accessEffects, accessTouches, goldenAccessRows, goldenItem } from './golden-access.ts';
import { nothingToDo, planOf, refusedPlan } from './planned.ts';
import { byText, significantGolden } from './significant.ts';

export type UnsealGoldenInput = { templateId: string };
export type UnsealGoldenFacts = { golden: GoldenFacts };

/** Opens the golden LUN of a template for its library server again, to change the image; only while it has no clones. */
export function planUnsealGolden(_input: UnsealGoldenInput, { golden }: UnsealGoldenFacts): Planned {
  const { checks, at, done } = unsealChecks(golden);
  if (!at) return refusedPlan(`Unseal the golden LUN of ${golden.template.name}`, checks);
  const title = `Unseal ${at.lun.name}, the golden LUN of ${golden.template.name}`;
  if (done)
    return nothingToDo(title, checks, `${at.lun.name} is not sealed: ${at.libraryServer.name} may write to it.`);
  return planOf({
    title,
    items: [goldenItem(at)],
    rows: goldenAccessRows(golden, at, 'read-write'),
    checks,
    effects: accessEffects(at, 'read-write'),
    changes: accessChanges(at, 'read-write'),
    touches: accessTouches(golden, at),
  });
}

/** What the plan stands on: a clone made meanwhile makes it stale. */
export function significantUnsealGolden({ golden }: UnsealGoldenFacts) {
  return { ...significantGolden(golden), clones: [...golden.clones].sort(byText) };
}
