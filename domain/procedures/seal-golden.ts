import { sealChecks } from '#domain/fabric/can-seal.ts';
import type { GoldenFacts } from '#domain/fabric/golden.ts';
import type { Planned } from '#domain/plans/plan.ts';
import { accessChanges, accessEffects, accessTouches, goldenAccessRows, goldenItem } from './golden-access.ts';
import { nothingToDo, planOf, refusedPlan } from './planned.ts';
import { significantGolden } from './significant.ts';

export type SealGoldenInput = { templateId: string; mountPathKey?: string | undefined };
export type SealGoldenFacts = { golden: GoldenFacts };

/** Makes the golden LUN of a template read-only for everyone, mounted as before, and proves that it cannot be written. */
export function planSealGolden(_input: SealGoldenInput, { golden }: SealGoldenFacts): Planned {
  const { checks, at, done } = sealChecks(golden);
  if (!at) return refusedPlan(`Seal the golden LUN of ${golden.template.name}`, checks);
  const title = `Seal ${at.lun.name}, the golden LUN of ${golden.template.name}`;
  if (done) {
    const sentence = `${at.lun.name} is sealed already: read-only at ${at.array.name} and on ${at.libraryServer.name}.`;
    return nothingToDo(title, checks, sentence);
  }
  return planOf({
    title,
    items: [goldenItem(at)],
    rows: goldenAccessRows(golden, at, 'read-only'),
    checks,
    effects: accessEffects(at, 'read-only'),
    changes: accessChanges(at, 'read-only'),
    touches: accessTouches(golden, at),
  });
}

/** What the plan stands on; see significantGolden. */
export function significantSealGolden({ golden }: SealGoldenFacts) {
  return significantGolden(golden);
}
