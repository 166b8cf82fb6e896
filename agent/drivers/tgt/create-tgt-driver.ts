import path from 'node:path';
import { z } from 'zod';
import type { ArrayDriver } from '#agent/drivers/array-driver.ts';
import { Failed } from '#agent/drivers/failed.ts';
import { objectLocks } from '#agent/drivers/object-locks.ts';
import { createRevisionNumber } from '#agent/drivers/revision-number.ts';
import { run } from '#agent/exec/run.ts';
import type { ArrayInventory } from '#contract/agent/inventory.ts';
import { applyWholeState } from './apply-whole-state.ts';
import { iqnOf, markerIqn, type TgtContext } from './context.ts';
import { inWorld } from './in-world.ts';
import { cloneLun, createLun, deleteLun, setQuarantine } from './lun-acts.ts';
import { createMaskingSet, deleteMaskingSet, present, unpresent } from './masking-acts.ts';
import { createOwnSessions } from './own-sessions.ts';
import { openPool } from './pool.ts';
import { registrationActs } from './registration-acts.ts';
import { registrationsText } from './registrations-seen.ts';
import { applyRecord, emptyState, recordsOf, TgtRecord } from './state.ts';
import { openStateLog } from './state-log.ts';
import { ownInitiatorOf, TgtOptions } from './tgt-options.ts';
import { createTgtd } from './tgtd.ts';
import { maskingSetValues, readLuns } from './world.ts';

function checkOptions(options: unknown): TgtOptions {
  const checked = TgtOptions.safeParse(options);
  if (checked.success) return checked.data;
  throw new Error(`options of a tgt array: ${z.prettifyError(checked.error)}`);
}

async function tgtVersion(): Promise<string> {
  const { stdout } = await run(['tgtd', '--version'], { deadlineMs: 5_000 }).catch(() => ({ stdout: '' }));
  return stdout.trim() || 'unknown';
}

function createTids(used: Iterable<number>) {
  let highest = 0;
  const avoid = (tids: Iterable<number>) => {
    for (const tid of tids) highest = Math.max(highest, tid);
  };
  avoid(used);
  return { avoidTids: avoid, nextTid: () => ++highest };
}

async function openContext(options: TgtOptions, stateDir: string, system: string, onChange: () => void) {
  const state = emptyState();
  const pool = await openPool(options.poolDir, options.poolName);
  const log = await openStateLog<TgtRecord>({
    file: path.join(stateDir, 'array.jsonl'),
    parse: (value) => TgtRecord.parse(value),
    replay: (record) => applyRecord(state, record),
    snapshot: () => recordsOf(state),
    beforeFlush: pool.settle,
  });
  const commit = (record: TgtRecord) => {
    applyRecord(state, record);
    onChange();
    return log.append(record);
  };
  const tids = createTids([...state.luns.values()].map((lun) => lun.tid));
  const parts = { options, system, version: await tgtVersion(), state, pool, commit, ...tids };
  const ownInitiator = ownInitiatorOf(options, system);
  const own = createOwnSessions((uniqueId) => ({
    portal: options.portal,
    targetName: iqnOf(context, uniqueId),
    initiatorName: ownInitiator,
  }));
  const world = { tgtd: createTgtd(options.socket), own, ownInitiator };
  const context: TgtContext = { ...parts, ...world, gate: objectLocks(), applied: false };
  return { context, log };
}

async function inventory(context: TgtContext): Promise<ArrayInventory> {
  const { options, system, version, pool, state } = context;
  const found = await readLuns(context, [...state.luns.keys()]);
  const luns = found.filter((lun) => lun !== null);
  const { sealRequiredBeforeClone, maxChainDepth, maxLuns, maxClonesPerParent } = options;
  const limits = { sealRequiredBeforeClone, maxChainDepth, maxLuns, maxClonesPerParent };
  const { registrationLimit, registrationProbe } = options;
  const registrations = { registrationLimit, registrationProbe };
  const can = { snapshot: true, clone: true, preferredAllocation: 'snapshot' as const };
  const { poolName: name, poolClassification: classification, hostGroups } = options;
  return {
    kind: 'array',
    system,
    name: options.name,
    vendor: 'Linux SCSI target framework',
    model: 'tgt',
    version,
    platform: options.platform,
    transport: 'iscsi',
    capabilities: { ...limits, ...can, ...registrations },
    pools: [{ key: name, name, ...(await pool.usage()), classification, hostGroups }],
    luns,
    maskingSets: maskingSetValues(context, luns),
  };
}

/** What tgtd shows. Also notices its restart: whoever polls the revision gets the state applied again. */
async function look(context: TgtContext): Promise<string> {
  try {
    const text = await context.tgtd.showText();
    const isApplied = text.includes(`: ${markerIqn(context)}\n`) && context.applied;
    if (!isApplied) await applyWholeState(context);
    const shown = isApplied ? text : await context.tgtd.showText();
    return `${shown}${await registrationsText(context)}`;
  } catch (error) {
    if (error instanceof Failed) return 'tgtd does not answer';
    throw error;
  }
}

/**
 * Array driver over tgtd: LUNs are reflinked files on an XFS, each behind a target of its own; a masking set is the
 * initiators bound to these targets. Options: TgtOptions. Starts also while tgtd is down: acts and reads then fail with
 * `world_unreachable`, and the state is applied as soon as it answers.
 */
export async function createTgtDriver(options: unknown, stateDir: string, system: string): Promise<ArrayDriver> {
  const revision = createRevisionNumber(() => look(context));
  const { context, log } = await openContext(checkOptions(options), stateDir, system, revision.changed);
  await look(context);
  return {
    kind: 'array',
    name: 'tgt',
    createLun: (params) => inWorld(context, () => createLun(context, params)),
    cloneLun: (params) => inWorld(context, () => cloneLun(context, params)),
    deleteLun: (params) => inWorld(context, () => deleteLun(context, params)),
    setQuarantine: (params) => inWorld(context, () => setQuarantine(context, params)),
    createMaskingSet: (params) => createMaskingSet(context, params),
    deleteMaskingSet: (params) => deleteMaskingSet(context, params),
    present: (params) => inWorld(context, () => present(context, params)),
    unpresent: (params) => inWorld(context, () => unpresent(context, params)),
    registrations: registrationActs(context),
    readLuns: (uniqueIds) => readLuns(context, uniqueIds),
    readMaskingSets: async (keys) => keys.map((key) => context.state.sets.get(key) ?? null),
    inventory: () => inventory(context),
    revision: revision.read,
    async close() {
      await context.own.closeAll();
      await log.close();
    },
  };
}
