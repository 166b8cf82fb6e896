import { clonesOf } from '#domain/fabric/can-unseal.ts';
import { be, nameList } from '#domain/fabric/name-list.ts';
import { isRefused, pass, refuse, warn } from '#domain/plans/check.ts';
import type { Check, Effect, Planned } from '#domain/plans/plan.ts';
import { destroyLunRow } from './lun-rows.ts';
import { planOf, refusedPlan } from './planned.ts';
import {
  arraysReachable,
  lunRef,
  lunsTitle,
  type QuarantineFacts,
  type QuarantineTask,
  quarantineTasks,
} from './quarantine-facts.ts';

export type PurgeLunsInput = { lunIds: string[] };
/** `now` as RFC 3339 in UTC, to tell a quarantine that is over from one that still runs. */
export type PurgeLunsFacts = QuarantineFacts & { now: string };

/** Destroys LUNs that are in quarantine. What was on them is gone: the one procedure that cannot be taken back. */
export function planPurgeLuns(_input: PurgeLunsInput, facts: PurgeLunsFacts): Planned {
  const title = lunsTitle('Destroy', facts.luns);
  const tasks = quarantineTasks(facts.luns, facts.arrays);
  const checks = [
    arraysReachable(tasks),
    quarantined(tasks),
    masked(tasks),
    noChildren(tasks, facts),
    over(tasks, facts.now),
  ];
  if (isRefused(checks)) return refusedPlan(title, checks);
  return planOf({
    title,
    items: tasks.map(({ item, lun }) => ({ key: item, title: lun.name, object: lunRef(lun) })),
    rows: tasks.map(({ item, lun, array }) => destroyLunRow({ key: `${item}.destroy`, item, needs: [] }, array, lun)),
    checks,
    effects: purgeEffects(tasks),
    changes: facts.luns.map((lun) => ({
      object: lunRef(lun),
      field: 'LUN',
      before: `in quarantine until ${lun.quarantinedUntil?.slice(0, 10)}`,
      after: null,
    })),
    touches: facts.luns.map(lunRef),
  });
}

/** Nothing but what has been put away is ever destroyed. */
function quarantined(tasks: readonly QuarantineTask[]): Check {
  const title = 'The LUNs are in quarantine';
  const others = tasks.filter(({ lun }) => lun.quarantinedUntil === null).map(({ lun }) => lun.name);
  if (others.length === 0) return pass('quarantined', title, 'All of them are.');
  const reason = `${nameList(others)} ${be(others.length)} not in quarantine.`;
  return refuse('not_in_quarantine', title, reason, 'Delete their VMs first, which puts the LUNs in quarantine.');
}

function masked(tasks: readonly QuarantineTask[]): Check {
  const title = 'Nobody uses the LUNs';
  const used = tasks.filter(({ lun }) => Object.keys(lun.masking).length > 0 || lun.sessions.length > 0);
  if (used.length === 0) return pass('luns_unused', title, 'They are masked from everyone, without a session.');
  const reason = `${nameList(used.map(({ lun }) => lun.name))} ${be(used.length)} still in a masking set, or with a live session.`;
  return refuse('lun_in_use', title, reason, 'Log the initiators out and take the LUNs out of their masking sets.');
}

function noChildren(tasks: readonly QuarantineTask[], { clones }: PurgeLunsFacts): Check {
  const title = 'No LUN has clones';
  const parents = tasks.flatMap(({ lun }) => {
    const children = clonesOf(lun, clones).map((clone) => clone.name);
    return children.length > 0 ? [`${lun.name} (parent of ${nameList(children, 3)})`] : [];
  });
  if (parents.length === 0) return pass('no_children', title, 'None has.');
  return refuse(
    'lun_has_children',
    title,
    `Clones stand on ${nameList(parents)}.`,
    'Destroy the clones first, in a plan of their own.',
  );
}

function over(tasks: readonly QuarantineTask[], now: string): Check {
  const title = 'The quarantine is over';
  const early = tasks.filter(({ lun }) => lun.quarantinedUntil !== null && lun.quarantinedUntil > now);
  if (early.length === 0) return pass('quarantine_over', title, 'For all of them.');
  const names = nameList(early.map(({ lun }) => `${lun.name} (until ${lun.quarantinedUntil?.slice(0, 10)})`));
  return warn(
    'quarantine_running',
    title,
    `Could still be restored: ${names}.`,
    'Wait until it is over, if you are not sure.',
  );
}

function purgeEffects(tasks: readonly QuarantineTask[]): Effect[] {
  const arrays = new Map(tasks.map(({ array }) => [array.id, array]));
  const freed = tasks.reduce((sum, { lun }) => sum + (lun.usedBytes ?? 0), 0);
  const luns = [...arrays.values()].map((array): Effect => {
    const after = array.lunCount - tasks.filter((task) => task.array.id === array.id).length;
    const effect: Effect = {
      key: `luns-${array.id}`,
      label: 'LUNs',
      unit: 'LUNs',
      before: array.lunCount,
      after,
      limit: array.maxLuns,
      scope: array.name,
    };
    return array.maxLuns === null ? { ...effect, limitUnknown: true } : effect;
  });
  return [
    ...luns,
    { key: 'freed', label: 'Freed', unit: 'bytes', before: null, after: freed, limit: null, scope: null },
  ];
}
