import { setTimeout as delay } from 'node:timers/promises';
import { Failed } from '#agent/drivers/failed.ts';
import { Refused } from '#agent/drivers/refused.ts';
import type { Access, MaskingSetValue } from '#contract/agent/masking.ts';
import type { OperationParams } from '#contract/agent/operation.ts';
import { allowedInitiators, knownSet, readyLun, type TgtContext } from './context.ts';
import type { LunRecord } from './state.ts';
import { NoSuchTarget } from './tgtd.ts';

const dropDeadlineMs = 10_000;

export async function createMaskingSet(
  context: TgtContext,
  { key, name, initiators }: OperationParams<'masking-set.create'>,
): Promise<MaskingSetValue> {
  const found = context.state.sets.get(key);
  const wanted = new Set(initiators);
  if (found) {
    const isSame = found.initiators.length === wanted.size && found.initiators.every((name) => wanted.has(name));
    if (isSame) return found;
    const sentence = `Masking set ${key} exists with other initiators: ${found.initiators.join(', ')}.`;
    throw new Refused('exists_different', sentence, 'Use another key.', { initiators: found.initiators });
  }
  const set = { key, name, initiators: [...wanted] };
  await context.commit({ record: 'masking-set', set });
  return set;
}

export async function deleteMaskingSet(
  context: TgtContext,
  { key }: OperationParams<'masking-set.delete'>,
): Promise<void> {
  if (!context.state.sets.has(key)) return;
  const luns = [...context.state.luns.values()].filter((lun) => key in lun.masking).map((lun) => lun.name);
  if (luns.length > 0) {
    const sentence = `Masking set ${key} holds ${luns.length} LUNs: ${luns.slice(0, 5).join(', ')}.`;
    throw new Refused('in_use', sentence, 'Take its LUNs out first.', { luns: luns.slice(0, 100) });
  }
  await context.commit({ record: 'masking-set-gone', key });
}

function checkMayEnter(lun: LunRecord, maskingSet: string, access: Access) {
  const held = lun.masking[maskingSet];
  if (held !== undefined && held !== access) {
    const sentence = `LUN ${lun.name} is in masking set ${maskingSet} with ${held} access.`;
    throw new Refused('exists_different', sentence, 'Take it out first.', { access: held });
  }
  if (lun.quarantinedUntil !== null) {
    const sentence = `LUN ${lun.name} is in quarantine until ${lun.quarantinedUntil}.`;
    throw new Refused('quarantined', sentence, 'Restore it from quarantine first.');
  }
  const other = Object.entries(lun.masking).find(([, has]) => has !== access);
  if (other) {
    const sentence = `LUN ${lun.name} is in masking set ${other[0]} with ${other[1]} access; this array knows one access per LUN.`;
    const remedy = 'Present it everywhere with the same access.';
    throw new Refused('access_conflict', sentence, remedy, { maskingSet: other[0], access: other[1] });
  }
}

const without = (lun: LunRecord, maskingSet: string): LunRecord => {
  const { [maskingSet]: _taken, ...masking } = lun.masking;
  return { ...lun, masking };
};

export async function present(context: TgtContext, params: OperationParams<'masking.present'>): Promise<void> {
  const { uniqueId, maskingSet, access } = params;
  const set = knownSet(context, maskingSet);
  const lun = readyLun(context, uniqueId);
  checkMayEnter(lun, maskingSet, access);
  const isNew = !(maskingSet in lun.masking);
  const readOnlyFlag = access === 'read-only';
  const presented = { ...lun, readOnlyFlag, masking: { ...lun.masking, [maskingSet]: access } };
  if (isNew) await context.commit({ record: 'lun', lun: presented });
  try {
    // First the flag, then the way in: at no moment can anybody write who may only read.
    const isSetAlready = !readOnlyFlag && !lun.readOnlyFlag;
    if (!isSetAlready) await context.tgtd.updateLun(lun.tid, { readonly: readOnlyFlag ? '1' : '0' });
    for (const initiator of set.initiators) await context.tgtd.bind(lun.tid, initiator);
  } catch (error) {
    // A restarted tgtd is given the whole state, this entry with it, and the act is tried again.
    if (isNew && !(error instanceof NoSuchTarget)) await context.commit({ record: 'lun', lun });
    throw error;
  }
}

/** Ends the live sessions of these initiators; throws Failed when one stays. */
async function dropSessions(context: TgtContext, lun: LunRecord, initiators: Set<string>): Promise<void> {
  const until = performance.now() + dropDeadlineMs;
  for (;;) {
    const live = (await context.tgtd.connections(lun.tid)).filter(({ initiator }) => initiators.has(initiator));
    if (live.length === 0) return;
    if (performance.now() > until) break;
    for (const connection of live) await context.tgtd.dropConnection(lun.tid, connection);
    await delay(10);
  }
  throw new Failed('session_stays', `tgtd does not end the sessions of ${[...initiators].join(', ')} on ${lun.name}.`);
}

export async function unpresent(context: TgtContext, params: OperationParams<'masking.remove'>): Promise<void> {
  const lun = context.state.luns.get(params.uniqueId);
  const set = context.state.sets.get(params.maskingSet);
  if (lun?.phase !== 'ready' || !set) return;
  const rest = without(lun, params.maskingSet);
  if (params.maskingSet in lun.masking) await context.commit({ record: 'lun', lun: rest });
  // An initiator that another of its masking sets names keeps its way in.
  const kept = allowedInitiators(context, rest);
  const removed = new Set(set.initiators.filter((initiator) => !kept.has(initiator)));
  for (const initiator of removed) await context.tgtd.unbind(lun.tid, initiator);
  await dropSessions(context, lun, removed);
}
