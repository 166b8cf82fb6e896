import { isRefused, pass } from '#domain/plans/check.ts';
import type { Check } from '#domain/plans/plan.ts';
import { type ResolvedGolden, resolveChain, resolvedGolden } from './chain.ts';
import type { GoldenFacts } from './golden.ts';
import { accessChangeChecks } from './golden-checks.ts';
import { isSealed } from './masking.ts';
import { refused, type Verdict, verdictOf } from './verdict.ts';

/** What sealing and unsealing find out first. `at` is there when nothing was refused; `done`: the world is as asked. */
export type Resolution = { checks: Check[]; at: ResolvedGolden | null; done: boolean };

/** The links of the chain, and of a golden LUN that is not sealed yet all that must hold before its access changes. */
export function sealChecks(golden: GoldenFacts): Resolution {
  const chain = resolveChain(golden);
  const at = resolvedGolden(chain);
  if (!at || isRefused(chain.checks)) return { checks: chain.checks, at: null, done: false };
  const done = isSealedThroughout(at);
  const checks = [...chain.checks, ...(done ? [sealedCheck(at)] : accessChangeChecks(golden, at))];
  return { checks, at: isRefused(checks) ? null : at, done };
}

export function canSeal(golden: GoldenFacts): Verdict {
  const { checks, at, done } = sealChecks(golden);
  if (at && done) return refused('already_sealed', `${at.lun.name} is sealed already.`, null);
  return verdictOf(checks);
}

/** The array grants read access alone, and the library server has it so: mounted, online, read-only. */
function isSealedThroughout({ lun, disk }: ResolvedGolden): boolean {
  return isSealed(lun) && disk.online && disk.readOnly;
}

function sealedCheck({ lun, libraryServer }: ResolvedGolden): Check {
  return pass('golden_sealed', 'The golden LUN is sealed', `${lun.name} is read-only for ${libraryServer.name}.`);
}
