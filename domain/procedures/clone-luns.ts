import { type CloneSource, cloneSourceChecks } from '#domain/fabric/clone-source.ts';
import { counted } from '#domain/fabric/name-list.ts';
import { expandPattern } from '#domain/fabric/name-pattern.ts';
import { countByHost, placeInTurn } from '#domain/fabric/placement.ts';
import { isRefused } from '#domain/plans/check.ts';
import type { Change, Planned } from '#domain/plans/plan.ts';
import { cloneEffects, cloneTouches } from './clone-effects.ts';
import { type CloneTargetFacts, significantTarget } from './clone-facts.ts';
import { type CloneTask, cloneAndPresentRows, cloneTasks, hostSetRows, setOf } from './clone-rows.ts';
import { nameChecks } from './name-checks.ts';
import { planOf, refusedPlan } from './planned.ts';
import { significantArray, significantLun } from './significant.ts';
import { targetChecks } from './target-checks.ts';

export type CloneLunsInput = {
  goldenLunId: string;
  count: number;
  namePattern: string;
  startNumber: number;
  hostIds: string[];
};
export type CloneLunsFacts = CloneTargetFacts & { source: CloneSource };

/** `count` clones of a LUN, presented read-write to the hosts in turn. */
export function planCloneLuns(input: CloneLunsInput, facts: CloneLunsFacts): Planned {
  const { source } = facts;
  const expansion = expandPattern(input.namePattern, input.startNumber, input.count);
  const placed = placeInTurn(facts.hosts, input.count);
  const checks = [
    ...cloneSourceChecks(source, input.count),
    ...targetChecks(facts, { ...source, library: null }),
    ...nameChecks(input.namePattern, expansion, facts.takenNames, 'LUN'),
  ];
  const hosts = [...countByHost(placed).keys()];
  const luns = counted(input.count, 'LUN');
  if (isRefused(checks)) return refusedPlan(`Clone ${luns} from ${source.lun.name}`, checks);
  const tasks = cloneTasks('lun', expansion.names, placed, facts.newIds);
  const { rows, sets } = hostSetRows(source, facts, hosts);
  return planOf({
    title: `Clone ${luns} from ${source.lun.name} for ${counted(hosts.length, 'host')}`,
    items: tasks.map(({ item, lun: { name } }) => ({
      key: item,
      title: name,
      object: { kind: 'lun', id: null, name },
    })),
    rows: [...rows, ...tasks.flatMap((task) => cloneAndPresentRows(source, task, setOf(sets, task.host)))],
    checks,
    effects: cloneEffects(source, input.count, hosts.length),
    changes: tasks.map(changeOf),
    touches: cloneTouches(source, hosts),
  });
}

function changeOf({ lun: { name }, host }: CloneTask): Change {
  return { object: { kind: 'lun', id: null, name }, field: 'LUN', before: null, after: `read-write for ${host.name}` };
}

/** What the plan stands on. */
export function significantCloneLuns(facts: CloneLunsFacts) {
  const { lun, array } = facts.source;
  return { lun: significantLun(lun), array: significantArray(array), target: significantTarget(facts) };
}
