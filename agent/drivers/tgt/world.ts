import type { LunValue } from '#contract/agent/luns.ts';
import type { Access, MaskingSetValue } from '#contract/agent/masking.ts';
import { applyWholeState } from './apply-whole-state.ts';
import { iqnOf, markerIqn, type TgtContext } from './context.ts';
import type { ShownTarget } from './parse-show.ts';
import { seenRegistrations } from './registrations-seen.ts';
import type { LunRecord, TgtState } from './state.ts';
import { diskLun } from './tgtd.ts';

/** A look at tgtd; applies the whole state first when it was restarted since. */
export async function lookAtTargets(context: TgtContext): Promise<ShownTarget[]> {
  const targets = await context.tgtd.show();
  const marker = markerIqn(context);
  if (context.applied && targets.some((target) => target.iqn === marker)) return targets;
  await applyWholeState(context);
  return context.tgtd.show();
}

/** Initiators that tgtd lets in though no masking set of the LUN has them: presented by somebody else. */
const strangerKey = (initiator: string) => `initiator:${initiator}`;

/**
 * Which masking sets really have the LUN: all initiators of the set are in tgtd's access list. An initiator that none of
 * the LUN's sets explains is shown as a set of its own, so that access given behind Heddle's back is seen.
 */
export function maskingSeen(
  state: TgtState,
  lun: LunRecord,
  acl: string[],
  readOnly: boolean,
): { [key: string]: Access } {
  const allowed = new Set(acl);
  const access: Access = readOnly ? 'read-only' : 'read-write';
  const seen: { [key: string]: Access } = {};
  const explained = new Set<string>();
  for (const key of Object.keys(lun.masking)) {
    const initiators = state.sets.get(key)?.initiators ?? [];
    if (!initiators.every((initiator) => allowed.has(initiator))) continue;
    seen[key] = access;
    for (const initiator of initiators) explained.add(initiator);
  }
  for (const initiator of acl) if (!explained.has(initiator)) seen[strangerKey(initiator)] = access;
  return seen;
}

type Seen = Pick<LunValue, 'targetIqn' | 'portal' | 'lunNumber' | 'masking' | 'sessions'>;
const notExported: Seen = { targetIqn: null, portal: null, lunNumber: null, masking: {}, sessions: [] };

function seenAt(context: TgtContext, lun: LunRecord, target: ShownTarget | undefined): Seen {
  const disk = target?.luns.find((shown) => shown.lun === diskLun);
  if (!target || disk?.path !== context.pool.pathOf(lun.uniqueId)) return notExported;
  const isForeign = (initiator: string) => initiator !== context.ownInitiator;
  return {
    targetIqn: target.iqn,
    portal: context.options.portal,
    lunNumber: diskLun,
    masking: maskingSeen(context.state, lun, target.acl.filter(isForeign), disk.readOnly),
    sessions: [...new Set(target.sessions.map((session) => session.initiator).filter(isForeign))],
  };
}

/** One LUN as files and `targets` show it; null when its file is not there. */
async function lunValue(context: TgtContext, lun: LunRecord, seen: Seen): Promise<LunValue | null> {
  const sizes = await context.pool.sizes(lun.uniqueId);
  if (!sizes) return null;
  const { uniqueId, name, kind, parentUniqueId, chainDepth, quarantinedUntil } = lun;
  const told = { uniqueId, name, kind, parentUniqueId, chainDepth, quarantinedUntil };
  const registrations = seen.targetIqn === null ? null : await seenRegistrations(context, lun);
  return { ...told, pool: context.options.poolName, ...sizes, ...seen, registrations };
}

/** A LUN that was just made: exported and in no masking set by construction. */
export async function newLunValue(context: TgtContext, lun: LunRecord): Promise<LunValue> {
  const targetIqn = iqnOf(context, lun.uniqueId);
  const seen = { ...notExported, targetIqn, portal: context.options.portal, lunNumber: diskLun };
  const value = await lunValue(context, lun, seen);
  if (!value) throw new Error(`the file of LUN ${lun.uniqueId} disappeared`);
  return value;
}

/** One look at tgtd for all of them. null = not found; a LUN that is being made is not there yet. */
export async function readLuns(context: TgtContext, uniqueIds: string[]): Promise<(LunValue | null)[]> {
  return lunValues(context, uniqueIds, await lookAtTargets(context));
}

/** The same by a look that was taken already (inside an act, which must not wait for the whole state to be applied). */
export function lunValues(context: TgtContext, uniqueIds: string[], look: ShownTarget[]): Promise<(LunValue | null)[]> {
  const targets = new Map(look.map((target) => [target.iqn, target]));
  return Promise.all(
    uniqueIds.map(async (uniqueId) => {
      const lun = context.state.luns.get(uniqueId);
      if (!lun || lun.phase === 'making') return null;
      return lunValue(context, lun, seenAt(context, lun, targets.get(iqnOf(context, uniqueId))));
    }),
  );
}

/** The array's own masking sets and, for each initiator let in by somebody else, one that says so. */
export function maskingSetValues(context: TgtContext, luns: LunValue[]): MaskingSetValue[] {
  const own = [...context.state.sets.values()];
  const keys = new Set(luns.flatMap((lun) => Object.keys(lun.masking)).filter((key) => !context.state.sets.has(key)));
  const strangers = [...keys].map((key) => {
    const initiator = key.slice(strangerKey('').length);
    return { key, name: `${initiator} (not presented by Heddle)`, initiators: [initiator] };
  });
  return [...own, ...strangers];
}
