import { applyWholeState } from './apply-whole-state.ts';
import type { TgtContext } from './context.ts';
import { NoSuchTarget } from './tgtd.ts';

const waitForApplyMs = 120_000;

/** Runs an act beside others; when tgtd turns out to have lost a target, applies the whole state and tries once more. */
export async function inWorld<T>(context: TgtContext, act: () => Promise<T>): Promise<T> {
  if (!context.applied) await applyWholeState(context);
  try {
    return await besideOthers(context, act);
  } catch (error) {
    if (!(error instanceof NoSuchTarget)) throw error;
  }
  context.applied = false;
  await applyWholeState(context);
  return besideOthers(context, act);
}

async function besideOthers<T>(context: TgtContext, act: () => Promise<T>): Promise<T> {
  const release = await context.gate.hold({ exclusive: [], shared: ['world'] }, waitForApplyMs);
  return act().finally(release);
}
