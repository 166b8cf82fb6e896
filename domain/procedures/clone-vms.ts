import { cloneTemplateChecks } from '#domain/fabric/can-clone.ts';
import type { CloneSource } from '#domain/fabric/clone-source.ts';
import type { TemplateFact } from '#domain/fabric/facts.ts';
import type { GoldenFacts } from '#domain/fabric/golden.ts';
import { counted } from '#domain/fabric/name-list.ts';
import { expandPattern } from '#domain/fabric/name-pattern.ts';
import { countByHost, placeVms } from '#domain/fabric/placement.ts';
import { isRefused } from '#domain/plans/check.ts';
import { exclusiveLock, sharedLock } from '#domain/plans/locks.ts';
import type { Change, Plan, Planned, PlanRow } from '#domain/plans/plan.ts';
import { cloneEffects, cloneTouches, vmEffects } from './clone-effects.ts';
import { type CloneTargetFacts, significantTarget } from './clone-facts.ts';
import { type CloneTask, cloneAndPresentRows, cloneTasks, type HostSet, hostSetRows, setOf } from './clone-rows.ts';
import { memoryChecks } from './memory-checks.ts';
import { nameChecks } from './name-checks.ts';
import { planOf, refusedPlan } from './planned.ts';
import { significantGolden } from './significant.ts';
import { hostChecks, targetChecks } from './target-checks.ts';
import { createVmRow, startVmRow, type VmDefinition } from './vm-rows.ts';

export type CloneVmsInput = {
  templateId: string;
  count: number;
  namePattern: string;
  startNumber: number;
  hostIds?: string[] | undefined;
  clusterId?: string | undefined;
  start: boolean;
};
export type CloneVmsFacts = CloneTargetFacts & { golden: GoldenFacts };

/** `count` VMs, each on a clone of the template's golden LUN: cloned, presented to its host, defined and started. */
export function planCloneVms(input: CloneVmsInput, facts: CloneVmsFacts): Planned {
  const { template, libraryServer } = facts.golden;
  const expansion = expandPattern(input.namePattern, input.startNumber, input.count);
  const placed = placeVms(facts.hosts, input.count, template.memoryBytes);
  const { checks: templateChecks, source } = cloneTemplateChecks(facts.golden, input.count);
  const checks = [
    ...templateChecks,
    ...(source ? targetChecks(facts, { ...source, library: libraryServer }) : hostChecks(facts)),
    ...memoryChecks(facts.hosts, placed, template.memoryBytes),
    ...nameChecks(input.namePattern, expansion, facts.takenNames, 'VM'),
  ];
  const hosts = [...countByHost(placed).keys()];
  const vms = counted(input.count, 'VM');
  if (!source || isRefused(checks)) return refusedPlan(`Clone ${vms} from ${template.name}`, checks);
  const tasks = cloneTasks('vm', expansion.names, placed, facts.newIds);
  return planOf({
    title: `Clone ${vms} from ${template.name} on ${counted(hosts.length, 'host')}`,
    ...itemsAndRows(tasks, source, facts, input.start),
    checks,
    effects: [
      ...vmEffects(facts.hosts, input.count, template.memoryBytes),
      ...cloneEffects(source, input.count, hosts.length),
    ],
    changes: tasks.map((task) => changeOf(task, input.start)),
    touches: [{ kind: 'template', id: template.id, name: template.name }, ...cloneTouches(source, hosts)],
  });
}

function itemsAndRows(
  tasks: CloneTask[],
  source: CloneSource,
  facts: CloneVmsFacts,
  start: boolean,
): Pick<Plan, 'items' | 'rows'> {
  const hosts = new Map(tasks.map(({ host }) => [host.id, host])).values();
  const { rows, sets } = hostSetRows(source, facts, hosts);
  const { template } = facts.golden;
  return {
    items: tasks.map(({ item, lun: { name } }) => ({ key: item, title: name, object: { kind: 'vm', id: null, name } })),
    rows: [...rows, ...tasks.flatMap((task) => vmRows(task, source, setOf(sets, task.host), template, start))],
  };
}

function vmRows(task: CloneTask, source: CloneSource, set: HostSet, template: TemplateFact, start: boolean): PlanRow[] {
  const { item, host } = task;
  const [clone, present] = cloneAndPresentRows(source, task, set);
  const vm = definitionOf(task, clone.key, template);
  const locks = [sharedLock('host', host.id), exclusiveLock('name', 'vm', vm.name.toLowerCase())];
  const create = createVmRow({ key: `${item}.create`, item, needs: [present.key] }, { host, locks }, vm);
  const rows = [clone, present, create];
  if (start) rows.push(startVmRow({ key: `${item}.start`, item, needs: [create.key] }, { host, locks }, vm));
  return rows;
}

/** Where the clone is found only its row's answer knows. */
function definitionOf({ newId, lun }: CloneTask, cloneRow: string, { cpus, memoryBytes }: TemplateFact): VmDefinition {
  const answered = (output: string) => ({ $row: cloneRow, output });
  const disk = {
    uniqueId: lun.uniqueId,
    targetIqn: answered('targetIqn'),
    portal: answered('portal'),
    lunNumber: answered('lunNumber'),
  };
  return {
    key: newId,
    name: lun.name,
    hostname: lun.name.toLowerCase(),
    cpus,
    memoryBytes,
    disks: [disk],
    diskIds: [lun.uniqueId],
  };
}

function changeOf({ lun: { name }, host }: CloneTask, start: boolean): Change {
  const after = `on ${host.name}, boots from LUN ${name}, ${start ? 'running' : 'stopped'}`;
  return { object: { kind: 'vm', id: null, name }, field: 'VM', before: null, after };
}

/** What the plan stands on. */
export function significantCloneVms(facts: CloneVmsFacts) {
  return { golden: significantGolden(facts.golden), target: significantTarget(facts) };
}
