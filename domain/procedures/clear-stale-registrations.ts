import { counted, nameList } from '#domain/fabric/name-list.ts';
import { isRefused, pass, warn } from '#domain/plans/check.ts';
import type { Change, Check, Effect, ObjectRef, Planned } from '#domain/plans/plan.ts';
import { clearRows, type StaleTask, staleTask } from './clear-rows.ts';
import { areCsvs, arraysReachable } from './csv-checks.ts';
import type { ClearStaleRegistrationsFacts } from './csv-facts.ts';
import { csvTasks, significantCsv } from './csv-registrations.ts';
import { nothingToDo, planOf, refusedPlan } from './planned.ts';
import { byText, significantArray, significantSharer } from './significant.ts';

export type ClearStaleRegistrationsInput = { arrayId?: string | undefined; lunIds?: string[] | undefined };

/**
 * Takes away what dead sessions have left on CSVs, each key by name: by the array, or, where one of them holds the
 * reservation, by a living host that takes it over. What is registered by the living, and what is not Heddle's, is never touched.
 */
export function planClearStaleRegistrations(
  _input: ClearStaleRegistrationsInput,
  facts: ClearStaleRegistrationsFacts,
): Planned {
  const taskOf = csvTasks(facts);
  const all = facts.csvs.map((csv, at) => taskOf(`csv-${at + 1}`, csv));
  const tasks = all.map(staleTask).filter(({ stale }) => stale.length > 0);
  const title = titleOf(tasks, facts);
  const checks = [
    arraysReachable(tasks),
    areCsvs(all),
    notTold(facts),
    leftAlone(tasks),
    atOnce(tasks),
    roomStays(tasks),
  ];
  if (isRefused(checks)) return refusedPlan(title, checks);
  if (tasks.length === 0) return nothingToDo(title, checks, 'No stale registration is there.');
  return planOf({
    title,
    items: tasks.map((task) => ({ key: task.item, title: task.csv.lun.name, object: refOf(task) })),
    rows: tasks.flatMap(clearRows),
    checks,
    effects: [effectOf(tasks)],
    changes: tasks.flatMap(changesOf),
    touches: [
      ...tasks.map(refOf),
      ...tasks.flatMap(({ by }): ObjectRef[] => (by ? [{ kind: 'host', id: by.id, name: by.name }] : [])),
    ],
  });
}

function titleOf(tasks: readonly StaleTask[], { csvs, arrays }: ClearStaleRegistrationsFacts): string {
  const [only] = csvs.length === 1 ? csvs : tasks.length === 1 ? tasks.map(({ csv }) => csv) : [];
  const where = only
    ? only.lun.name
    : tasks.length > 1
      ? counted(tasks.length, 'CSV')
      : nameList(arrays.map((a) => a.name));
  const keys = tasks.reduce((sum, { stale }) => sum + stale.length, 0);
  return keys === 0 ? `Clear stale registrations on ${where}` : `Clear ${counted(keys, 'stale key')} on ${where}`;
}

function notTold({ csvs }: ClearStaleRegistrationsFacts): Check {
  const title = 'The arrays tell what is registered';
  const untold = csvs.filter(({ registrations }) => registrations === null).map(({ lun }) => lun.name);
  if (untold.length === 0) return pass('registrations_told', title, 'For each of the CSVs.');
  return warn(
    'registrations_not_told_by_some',
    title,
    `Nothing is done on ${nameList(untold)}: its array does not tell what is registered.`,
    'Refresh the agent of the array.',
  );
}

function leftAlone(tasks: readonly StaleTask[]): Check {
  const title = 'What is alive is left alone';
  const others = tasks.flatMap(({ ledger }) => ledger.keys.filter(({ state }) => state !== 'stale'));
  const counts = (state: string) => others.filter((key) => key.state === state).length;
  const reason = `${counts('registered')} registered, ${counts('duplicate')} duplicate and ${counts('unknown')} unknown keys stay.`;
  return pass('living_left_alone', title, reason);
}

function atOnce(tasks: readonly StaleTask[]): Check {
  const title = 'All of them are cleared by this plan';
  const more = tasks.filter(({ later }) => later > 0).map(({ csv, later }) => `${csv.lun.name} (${later} more)`);
  if (more.length === 0) return pass('cleared_at_once', title, 'None is left for another one.');
  const reason = `An operation names at most 256 keys: some are left on ${nameList(more)}.`;
  return warn('stale_registrations_many', title, reason, 'Plan this once more afterwards.');
}

/** The array lets nobody else have it until it is told that the key is gone, which only then can be seen. */
function roomStays(tasks: readonly StaleTask[]): Check {
  const title = 'The room of what is cleared is free again';
  const kept = tasks.filter(({ by, preempt }) => by && preempt.some(({ admitted }) => admitted));
  if (kept.length === 0) return pass('room_given_back', title, 'The array gives it back.');
  const reason = `A host takes registrations away, not the room that the array keeps for them on ${nameList(kept.map(({ csv }) => csv.lun.name))}.`;
  return warn('room_stays', title, reason, 'Plan this once more afterwards: then the array gives the room back.');
}

function effectOf(tasks: readonly StaleTask[]): Effect {
  const before = tasks.reduce((sum, { stale }) => sum + stale.length, 0);
  const after = tasks.reduce((sum, { later }) => sum + later, 0);
  return { key: 'stale', label: 'Stale keys', unit: 'keys', before, after, limit: null, scope: null };
}

/** Each key by name, with why it is stale. */
function changesOf(task: StaleTask): Change[] {
  return [...task.dismiss, ...task.preempt].map(({ key, why, count }) => {
    const held = count === 0 ? 'room kept' : counted(count, 'registrant');
    return { object: refOf(task), field: `key ${key}`, before: `${held}: ${why}`, after: null };
  });
}

function refOf({ csv }: StaleTask): ObjectRef {
  return { kind: 'csv', id: csv.lun.id, name: csv.lun.name };
}

/** What the plan stands on: also who would do it, and everybody who must not be touched. */
export function significantClearStaleRegistrations(facts: ClearStaleRegistrationsFacts) {
  const taskOf = csvTasks(facts);
  const tasks = facts.csvs.map((csv) => staleTask(taskOf('csv', csv)));
  const hosts = new Map(tasks.flatMap(({ attached }) => attached.map((host) => [host.id, host])));
  return {
    csvs: tasks
      .filter(({ stale }) => stale.length > 0)
      .map((task) => ({ ...significantCsv(task), by: task.by?.id ?? null }))
      .sort(byText),
    arrays: facts.arrays.map(significantArray).sort(byText),
    hosts: [...hosts.values()].map(significantSharer).sort(byText),
  };
}
