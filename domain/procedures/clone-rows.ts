import type { CloneSource } from '#domain/fabric/clone-source.ts';
import type { HostFact } from '#domain/fabric/facts.ts';
import { ownMaskingSet } from '#domain/fabric/masking.ts';
import { uniqueIdOf } from '#domain/fabric/unique-id.ts';
import type { PlanRow } from '#domain/plans/plan.ts';
import { type CloneTargetFacts, hostSetKey } from './clone-facts.ts';
import { cloneLunRow, type NewLun } from './lun-rows.ts';
import { createMaskingSetRow, type Presentation, presentLunRow } from './masking-rows.ts';

/** One clone to make: its LUN, and the host that gets it. */
export type CloneTask = { item: string; lun: NewLun; newId: string; host: HostFact };
/** The masking set of a host, and the shared row that makes it where it has none. */
export type HostSet = { key: string; name: string; madeBy: string | null };

export function cloneTasks(
  prefix: string,
  names: readonly string[],
  placed: readonly HostFact[],
  newIds: readonly string[],
): CloneTask[] {
  return names.map((name, index) => {
    const [newId, host] = [newIds[index], placed[index]];
    if (newId === undefined || host === undefined)
      throw new Error(`There are too few ids or hosts for ${names.length} clones`);
    return { item: `${prefix}-${index + 1}`, lun: { uniqueId: uniqueIdOf(newId), name }, newId, host };
  });
}

/** For every host that gets a clone its own masking set; `rows` are the shared rows that make those that are missing. */
export function hostSetRows(
  source: CloneSource,
  { hostSets }: CloneTargetFacts,
  hosts: Iterable<HostFact>,
): { rows: PlanRow[]; sets: Map<string, HostSet> } {
  const rows: PlanRow[] = [];
  const sets = new Map<string, HostSet>();
  for (const host of hosts) {
    const own = ownMaskingSet(host, hostSets);
    if (own) {
      sets.set(host.id, { key: own.key, name: own.name, madeBy: null });
      continue;
    }
    const set = { key: hostSetKey(host.id), name: host.name, initiators: host.initiators };
    const row = createMaskingSetRow(
      { key: `masking-set-${rows.length + 1}.create`, item: null, needs: [] },
      source.array,
      set,
    );
    rows.push(row);
    sets.set(host.id, { key: set.key, name: set.name, madeBy: row.key });
  }
  return { rows, sets };
}

/** Clone, then present read-write to the masking set of the host: what every kind of clone begins with. */
export function cloneAndPresentRows(
  source: CloneSource,
  task: CloneTask,
  set: HostSet,
): [clone: PlanRow, present: PlanRow] {
  const { item, lun } = task;
  const clone = cloneLunRow({ key: `${item}.clone`, item, needs: [] }, source.array, source.lun, lun);
  const needs = set.madeBy === null ? [clone.key] : [clone.key, set.madeBy];
  const presentation: Presentation = { array: source.array, lun, set, access: 'read-write', locks: [] };
  return [clone, presentLunRow({ key: `${item}.present`, item, needs }, presentation)];
}

/** The set of a host; every host of a task has one. */
export function setOf(sets: ReadonlyMap<string, HostSet>, host: HostFact): HostSet {
  const set = sets.get(host.id);
  if (!set) throw new Error(`Host ${host.name} has no masking set in this plan`);
  return set;
}
