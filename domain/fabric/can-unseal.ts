import { isRefused, pass, refuse } from '#domain/plans/check.ts';
import type { Check } from '#domain/plans/plan.ts';
import type { Resolution } from './can-seal.ts';
import { type ResolvedGolden, resolveChain, resolvedGolden } from './chain.ts';
import type { CloneFact } from './facts.ts';
import type { GoldenFacts } from './golden.ts';
import { accessChangeChecks } from './golden-checks.ts';
import { accessSummary } from './masking.ts';
import { counted, nameList } from './name-list.ts';
import { sameUniqueId } from './unique-id.ts';
import { refused, type Verdict, verdictOf } from './verdict.ts';

/** A writable parent would corrupt every clone made of it, so there must be none: not even in quarantine. */
export function unsealChecks(golden: GoldenFacts): Resolution {
  const chain = resolveChain(golden);
  const at = resolvedGolden(chain);
  if (!at || isRefused(chain.checks)) return { checks: chain.checks, at: null, done: false };
  const done = isOpenThroughout(at);
  const checks = [
    ...chain.checks,
    ...(done ? [openCheck(at)] : [...accessChangeChecks(golden, at), noClones(golden, at)]),
  ];
  return { checks, at: isRefused(checks) ? null : at, done };
}

export function canUnseal(golden: GoldenFacts): Verdict {
  const { checks, at, done } = unsealChecks(golden);
  if (at && done) return refused('not_sealed', `${at.lun.name} is not sealed.`, null);
  return verdictOf(checks);
}

/** Clones of one LUN, on its own array. */
export function clonesOf(lun: { uniqueId: string; arrayId: string }, clones: readonly CloneFact[]): CloneFact[] {
  return clones.filter((clone) => clone.arrayId === lun.arrayId && sameUniqueId(clone.parentUniqueId, lun.uniqueId));
}

function isOpenThroughout({ lun, disk }: ResolvedGolden): boolean {
  return accessSummary(lun.masking) === 'read-write' && disk.online && !disk.readOnly;
}

function openCheck({ lun, libraryServer }: ResolvedGolden): Check {
  return pass(
    'golden_open',
    'The golden LUN is open for writing',
    `${lun.name} is read-write for ${libraryServer.name}.`,
  );
}

function noClones(golden: GoldenFacts, { lun }: ResolvedGolden): Check {
  const title = 'The golden LUN has no clones';
  const clones = clonesOf(lun, golden.clones);
  if (clones.length === 0) return pass('no_clones', title, `Nothing was cloned from ${lun.name}.`);
  const quarantined = clones.filter((clone) => clone.quarantinedUntil !== null).length;
  const hint = quarantined > 0 ? ` (${quarantined} in quarantine)` : '';
  const names = nameList(clones.map((clone) => clone.name));
  const reason = `A write to ${lun.name} would damage its ${counted(clones.length, 'clone')}${hint}: ${names}.`;
  const remedy = 'Delete the VMs on these clones and purge their LUNs, or make a new golden LUN.';
  return refuse('has_clones', title, reason, remedy);
}
