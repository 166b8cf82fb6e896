import { Refused } from '#agent/drivers/refused.ts';
import type { LunValue } from '#contract/agent/luns.ts';
import type { OperationParams } from '#contract/agent/operation.ts';
import { readyLun, type TgtContext } from './context.ts';
import { discardLun, exportLun, giveAccess } from './export-lun.ts';
import type { LunRecord } from './state.ts';
import { NoSuchTarget } from './tgtd.ts';
import { lunValues, newLunValue } from './world.ts';

/** tgtd keeps SCSI id and serial number in so many characters. */
const maxUniqueIdLength = 36;

type Making = Pick<LunRecord, 'uniqueId' | 'name' | 'sizeBytes' | 'kind' | 'parentUniqueId' | 'chainDepth'>;

/** A LUN that is there already: done when it is the same, refused when it is another. */
async function existing(context: TgtContext, lun: LunRecord, wanted: Partial<Making>): Promise<LunValue> {
  const differs = Object.entries(wanted).filter(([field, value]) => lun[field as keyof Making] !== value);
  if (differs.length > 0) {
    const fields = differs.map(([field]) => field).join(', ');
    const sentence = `LUN ${lun.uniqueId} exists as ${lun.name} and differs in ${fields}.`;
    throw new Refused('exists_different', sentence, 'Use another unique id.', { uniqueId: lun.uniqueId, fields });
  }
  const [value] = await lunValues(context, [lun.uniqueId], await context.tgtd.show());
  if (value && value.targetIqn === null) throw new NoSuchTarget(lun.tid);
  if (value) return value;
  throw new Refused('damaged', `The file of LUN ${lun.name} is missing in the pool.`, 'Delete the LUN.');
}

function checkLimits(context: TgtContext, uniqueId: string) {
  const { maxLuns, name } = context.options;
  if (uniqueId.length > maxUniqueIdLength) {
    throw new Refused('unique_id_too_long', `Array ${name} keeps unique ids of at most ${maxUniqueIdLength} digits.`);
  }
  if (maxLuns !== null && context.state.luns.size >= maxLuns) {
    const remedy = 'Purge LUNs that are in quarantine, or use another array.';
    throw new Refused('lun_limit', `Array ${name} has ${maxLuns} LUNs, its limit.`, remedy);
  }
}

async function make(context: TgtContext, making: Making, fill: () => Promise<void>): Promise<LunValue> {
  const leftover = context.state.luns.get(making.uniqueId);
  if (leftover) await discardLun(context, leftover);
  checkLimits(context, making.uniqueId);
  const more = { tid: context.nextTid(), quarantinedUntil: null, readOnlyFlag: false, masking: {} };
  let lun: LunRecord = { ...making, ...more, phase: 'making' };
  await context.commit({ record: 'lun', lun });
  try {
    await fill();
    lun = { ...(await exportLun(context, lun)), phase: 'ready' };
    await giveAccess(context, lun);
    const value = await newLunValue(context, lun);
    await context.commit({ record: 'lun', lun });
    return value;
  } catch (error) {
    // What cannot be taken away now is taken away by the next start, or by the next attempt.
    await discardLun(context, lun).catch(() => {});
    throw error;
  }
}

export async function createLun(context: TgtContext, params: OperationParams<'lun.create'>): Promise<LunValue> {
  const { uniqueId, name, sizeBytes, kind } = params;
  if (params.pool !== context.options.poolName) {
    throw new Refused('not_found', `Array ${context.options.name} has no pool ${params.pool}.`);
  }
  const lun = context.state.luns.get(uniqueId);
  if (lun?.phase === 'ready') return existing(context, lun, { name, sizeBytes, kind, parentUniqueId: null });
  const making = { uniqueId, name, sizeBytes, kind, parentUniqueId: null, chainDepth: 0 };
  return make(context, making, () => context.pool.create(uniqueId, sizeBytes));
}

function checkParent(context: TgtContext, source: LunRecord) {
  const { options, state } = context;
  const open = Object.keys(source.masking).filter((key) => source.masking[key] === 'read-write');
  if (options.sealRequiredBeforeClone && open.length > 0) {
    const sentence = `LUN ${source.name} is open read-write in masking set ${open.join(', ')}: array ${options.name} clones sealed LUNs only.`;
    throw new Refused('parent_open_rw', sentence, 'Seal the golden LUN first.', { maskingSets: open });
  }
  if (options.maxChainDepth !== null && source.chainDepth + 1 > options.maxChainDepth) {
    const sentence = `A clone of ${source.name} would be ${source.chainDepth + 1} levels deep; array ${options.name} allows ${options.maxChainDepth}.`;
    throw new Refused('chain_too_deep', sentence, 'Clone from a LUN nearer to the root.');
  }
  const clones = state.children.get(source.uniqueId)?.size ?? 0;
  if (options.maxClonesPerParent !== null && clones >= options.maxClonesPerParent) {
    throw new Refused('snapshot_limit', `LUN ${source.name} has ${clones} clones, the limit of array ${options.name}.`);
  }
}

export async function cloneLun(context: TgtContext, params: OperationParams<'lun.clone'>): Promise<LunValue> {
  const { sourceUniqueId, uniqueId, name } = params;
  const lun = context.state.luns.get(uniqueId);
  if (lun?.phase === 'ready') return existing(context, lun, { name, parentUniqueId: sourceUniqueId });
  const source = readyLun(context, sourceUniqueId);
  checkParent(context, source);
  const lineage = { kind: 'clone' as const, parentUniqueId: sourceUniqueId, chainDepth: source.chainDepth + 1 };
  const making = { uniqueId, name, sizeBytes: source.sizeBytes, ...lineage };
  return make(context, making, () => context.pool.clone(sourceUniqueId, uniqueId));
}

async function checkUnused(context: TgtContext, lun: LunRecord) {
  const children = [...(context.state.children.get(lun.uniqueId) ?? [])].map((id) => context.state.luns.get(id));
  if (children.length > 0) {
    const names = children.map((child) => child?.name ?? '?');
    const sentence = `LUN ${lun.name} has ${names.length} clones: ${names.slice(0, 5).join(', ')}.`;
    throw new Refused('has_children', sentence, 'Delete its clones first.', { children: names });
  }
  const maskingSets = Object.keys(lun.masking);
  if (maskingSets.length > 0) {
    const sentence = `LUN ${lun.name} is presented to ${maskingSets.join(', ')}.`;
    throw new Refused('in_use', sentence, 'Take it out of its masking sets first.', { maskingSets });
  }
  const live = (await context.tgtd.connections(lun.tid)).map((connection) => connection.initiator);
  const sessions = live.filter((initiator) => initiator !== context.ownInitiator);
  if (sessions.length > 0) {
    const sentence = `LUN ${lun.name} has live sessions of ${sessions.join(', ')}.`;
    throw new Refused('in_use', sentence, 'Log these initiators out first.', { sessions });
  }
}

export async function deleteLun(context: TgtContext, params: OperationParams<'lun.delete'>): Promise<void> {
  const lun = context.state.luns.get(params.uniqueId);
  if (!lun) return;
  if (lun.phase === 'ready') {
    await checkUnused(context, lun);
    await context.commit({ record: 'lun', lun: { ...lun, phase: 'deleting' } });
  }
  await discardLun(context, lun);
}

export async function setQuarantine(context: TgtContext, params: OperationParams<'lun.set-quarantine'>): Promise<void> {
  const lun = readyLun(context, params.uniqueId);
  const maskingSets = Object.keys(lun.masking);
  if (params.until !== null && maskingSets.length > 0) {
    const sentence = `LUN ${lun.name} is presented to ${maskingSets.join(', ')}.`;
    throw new Refused('in_use', sentence, 'Take it out of its masking sets first.', { maskingSets });
  }
  if (lun.quarantinedUntil === params.until) return;
  await context.commit({ record: 'lun', lun: { ...lun, quarantinedUntil: params.until } });
}
