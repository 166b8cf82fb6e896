import { counted, nameList } from '#domain/fabric/name-list.ts';
import { isRefused, pass, refuse } from '#domain/plans/check.ts';
import type { Check, Effect, ObjectRef, Planned } from '#domain/plans/plan.ts';
import { addressesKnown, areCsvs, arraysReachable, detachChecks } from './csv-checks.ts';
import type { CsvFact, RetireCsvFacts } from './csv-facts.ts';
import { type CsvTask, csvTasks, significantCsv } from './csv-registrations.ts';
import { nothingToDo, planOf, refusedPlan } from './planned.ts';
import { retireRows } from './retire-rows.ts';
import { byText, significantArray, significantSharer } from './significant.ts';

export type RetireCsvInput = { lunId: string };

/** Takes an empty CSV away from its cluster and keeps its LUN until the quarantine ends. */
export function planRetireCsv(_input: RetireCsvInput, facts: RetireCsvFacts): Planned {
  const { csv, array, hosts, quarantineUntil: until } = facts;
  const { lun } = csv;
  const title = `Retire CSV ${lun.name}`;
  const task = csvTasks({ arrays: [array], hosts })('csv', csv);
  const tasks = [task];
  const checks = [arraysReachable(tasks), areCsvs(tasks), addressesKnown(tasks), ...detachChecks(tasks), noDisks(csv)];
  if (lun.kind === 'csv' && lun.quarantinedUntil !== null)
    return nothingToDo(title, [], `${lun.name} is in quarantine already, until ${lun.quarantinedUntil.slice(0, 10)}.`);
  if (isRefused(checks)) return refusedPlan(title, checks);
  const object: ObjectRef = { kind: 'csv', id: lun.id, name: lun.name };
  return planOf({
    title,
    items: [{ key: task.item, title: lun.name, object }],
    rows: retireRows(task, until, []),
    checks,
    effects: retireEffects(tasks),
    changes: [
      {
        object,
        field: 'CSV',
        before: `attached to ${counted(task.attached.length, 'host')}`,
        after: `in quarantine until ${until.slice(0, 10)}`,
      },
    ],
    touches: [object, ...hostRefs(tasks)],
  });
}

function noDisks({ lun, disks }: CsvFact): Check {
  const title = 'No VM has a disk on it';
  const vms = [...new Set(disks.map(({ vm }) => vm))];
  if (vms.length === 0) return pass('csv_empty', title, `${lun.name} is empty.`);
  const reason = `${lun.name} holds ${counted(disks.length, 'disk')} of ${nameList(vms)}.`;
  return refuse('csv_in_use', title, reason, 'Move their storage with Consolidate CSVs, or delete these VMs.');
}

export function retireEffects(tasks: readonly CsvTask[]): Effect[] {
  const held = tasks.reduce((sum, { csv }) => sum + (csv.lun.usedBytes ?? 0), 0);
  const common = { limit: null, scope: null };
  return [
    { key: 'quarantined', label: 'LUNs put in quarantine', unit: 'LUNs', before: 0, after: tasks.length, ...common },
    { key: 'held', label: 'Held until the quarantine ends', unit: 'bytes', before: null, after: held, ...common },
  ];
}

/** Every host that has one of them attached, once. */
export function hostRefs(tasks: readonly CsvTask[]): ObjectRef[] {
  const hosts = new Map(tasks.flatMap(({ attached }) => attached.map((host) => [host.id, host])));
  return [...hosts.values()].map(({ id, name }) => ({ kind: 'host', id, name }));
}

/** What the plan stands on. */
export function significantRetireCsv({ csv, array, hosts }: RetireCsvFacts) {
  const task = csvTasks({ arrays: [array], hosts })('csv', csv);
  return {
    csv: significantCsv(task),
    array: significantArray(array),
    hosts: task.attached.map(significantSharer).sort(byText),
  };
}
