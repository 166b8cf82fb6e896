import { pass, refuse, warn } from '#domain/plans/check.ts';
import type { Check, Remedy } from '#domain/plans/plan.ts';
import { lunLimit, poolCommitment, poolReserve } from './array-room.ts';
import type { ArrayFact, LunFact, PoolFact } from './facts.ts';
import { arrayReachable, notQuarantined } from './golden-checks.ts';
import { accessSummary } from './masking.ts';
import { counted } from './name-list.ts';

/** Where clones come from. `clones` counts what was cloned from the LUN already; `seal` is how to seal it. */
export type CloneSource = { lun: LunFact; array: ArrayFact; pool: PoolFact; clones: number; seal: Remedy };

export function cloneSourceChecks(source: CloneSource, count: number): Check[] {
  return [
    arrayReachable(source.array),
    notQuarantined(source),
    sealedWhereDemanded(source),
    canCopy(source),
    chainDepth(source),
    parentLimit(source, count),
    lunLimit(source.array, count),
    poolReserve(source.pool),
    poolCommitment(source.pool, count * source.lun.sizeBytes),
  ];
}

function sealedWhereDemanded({ lun, array, seal }: CloneSource): Check {
  const title = 'The golden LUN is sealed';
  const access = accessSummary(lun.masking);
  if (access === 'none')
    return pass('golden_sealed', title, `${lun.name} is in no masking set: nobody can write to it.`);
  if (access === 'read-only') return pass('golden_sealed', title, `${lun.name} is read-only for everyone.`);
  const found = `${lun.name} can still be written to (${access})`;
  if (array.sealRequiredBeforeClone) {
    return refuse(
      'golden_not_sealed',
      title,
      `${found}, and ${array.name} clones no LUN that is open read-write.`,
      seal,
    );
  }
  return warn(
    'golden_writable',
    title,
    `${found}. ${array.name} does not demand it, but a write to it would damage every clone.`,
    seal,
  );
}

function canCopy({ array }: CloneSource): Check {
  const title = 'The array makes snapshots or clones';
  const { preferredAllocation: preferred, snapshot, clone } = array;
  if (preferred === null) {
    const reason = `${array.name} has no preferred way to allocate a copy.`;
    return refuse(
      'no_copy_method',
      title,
      reason,
      'Set snapshot or clone as the preferred allocation method of the array.',
    );
  }
  if (preferred === 'snapshot' ? snapshot : clone)
    return pass('copy_method', title, `${array.name} makes a ${preferred}.`);
  const reason = `${array.name} prefers a ${preferred} but does not support it.`;
  const other = snapshot ? 'snapshot' : clone ? 'clone' : null;
  const remedy = other ? `Set ${other} as its preferred allocation method.` : 'Use a template on another array.';
  return refuse('no_copy_method', title, reason, remedy);
}

function chainDepth({ lun, array }: CloneSource): Check {
  const title = "The chain stays within the array's depth";
  const depth = lun.chainDepth + 1;
  const limit = array.maxChainDepth;
  if (limit === null) return pass('chain_depth', title, `Clones are at depth ${depth}; ${array.name} states no limit.`);
  if (depth <= limit) return pass('chain_depth', title, `Clones are at depth ${depth} of ${limit}.`);
  const reason = `Clones of ${lun.name} would be at depth ${depth}; ${array.name} allows ${limit}.`;
  return refuse(
    'chain_too_deep',
    title,
    reason,
    'Clone from a LUN nearer to the root, or copy this one in full first.',
  );
}

function parentLimit({ lun, array, clones }: CloneSource, count: number): Check {
  const title = 'The golden LUN bears that many clones';
  const limit = array.maxClonesPerParent;
  const after = clones + count;
  if (limit === null) return pass('clone_limit', title, `${after} clones; ${array.name} states no limit.`);
  if (after <= limit) return pass('clone_limit', title, `${after} of ${limit} clones.`);
  const reason = `${lun.name} has ${counted(clones, 'clone')}; with ${count} more it would pass the ${limit} that ${array.name} allows.`;
  return refuse(
    'clone_limit_reached',
    title,
    reason,
    `Ask for at most ${Math.max(0, limit - clones)}, or purge quarantined clones.`,
  );
}
