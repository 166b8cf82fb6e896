import { be, nameList } from '#domain/fabric/name-list.ts';
import { isRefused, pass, warn } from '#domain/plans/check.ts';
import type { Check, Planned } from '#domain/plans/plan.ts';
import { restoreLunRow } from './lun-rows.ts';
import { nothingToDo, planOf, refusedPlan } from './planned.ts';
import { arraysReachable, lunRef, lunsTitle, type QuarantineFacts, quarantineTasks } from './quarantine-facts.ts';

export type RestoreLunsInput = { lunIds: string[] };
export type RestoreLunsFacts = QuarantineFacts;

/** Takes LUNs out of quarantine. They stay masked from everyone until someone presents them. */
export function planRestoreLuns(_input: RestoreLunsInput, facts: RestoreLunsFacts): Planned {
  const luns = facts.luns.filter((lun) => lun.quarantinedUntil !== null);
  const title = lunsTitle('Restore', luns.length > 0 ? luns : facts.luns, ' from quarantine');
  const tasks = quarantineTasks(luns, facts.arrays);
  const checks = [arraysReachable(tasks), quarantined(facts)];
  if (isRefused(checks)) return refusedPlan(title, checks);
  if (tasks.length === 0) return nothingToDo(title, checks, 'None of these LUNs is in quarantine.');
  return planOf({
    title,
    items: tasks.map(({ item, lun }) => ({ key: item, title: lun.name, object: lunRef(lun) })),
    rows: tasks.map(({ item, lun, array }) => restoreLunRow({ key: `${item}.restore`, item, needs: [] }, array, lun)),
    checks,
    effects: [
      {
        key: 'quarantined',
        label: 'LUNs in quarantine',
        unit: 'LUNs',
        before: luns.length,
        after: 0,
        limit: null,
        scope: null,
      },
    ],
    changes: luns.map((lun) => ({
      object: lunRef(lun),
      field: 'quarantine',
      before: `until ${lun.quarantinedUntil?.slice(0, 10)}`,
      after: 'none',
    })),
    touches: luns.map(lunRef),
  });
}

function quarantined({ luns }: RestoreLunsFacts): Check {
  const title = 'The LUNs are in quarantine';
  const others = luns.filter((lun) => lun.quarantinedUntil === null).map((lun) => lun.name);
  if (others.length === 0) return pass('quarantined', title, 'All of them are.');
  return warn(
    'not_in_quarantine',
    title,
    `${nameList(others)} ${be(others.length)} not; nothing is done to ${others.length === 1 ? 'it' : 'them'}.`,
    'Nothing to do for them.',
  );
}
