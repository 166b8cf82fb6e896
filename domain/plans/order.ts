import { mayHaveActed, type RowState, type RowStates } from './job-states.ts';
import type { Plan, PlanRow } from './plan.ts';
import { refsOf } from './refs.ts';

/** What any plan must keep, whatever made it: problems as sentences, none = the engine can apply it. */
export function orderProblems(plan: Pick<Plan, 'items' | 'rows'>): string[] {
  const items = new Set(plan.items.map((item) => item.key));
  const earlier = new Map<string, PlanRow>();
  const lastOfItem = new Map<string | null, string>();
  for (const row of plan.rows) lastOfItem.set(row.item, row.key);
  const problems: string[] = duplicates(plan.items.map((item) => item.key)).map((key) => `item ${key} is there twice`);
  let itemsBegun = false;
  for (const row of plan.rows) {
    if (row.item !== null) itemsBegun = true;
    else if (itemsBegun) problems.push(`row ${row.key} is shared but comes after rows of an item`);
    problems.push(...rowProblems(row, items, earlier), ...endProblems(row, lastOfItem));
    earlier.set(row.key, row);
  }
  for (const key of items) if (!lastOfItem.has(key)) problems.push(`item ${key} has no row`);
  return problems;
}

/**
 * Rows whose turn it is: pending, everything they need proven, every shared row proven, and nothing of their item (or
 * of the shared rows) gone wrong. In the order of the plan.
 */
export function ready<Row extends Pick<PlanRow, 'key' | 'item' | 'needs'>>(
  rows: readonly Row[],
  states: RowStates,
): Row[] {
  const stateOf = (key: string): RowState => states.get(key) ?? 'pending';
  const broken = new Set<string | null>();
  let sharedProven = true;
  for (const row of rows) {
    if (isBroken(stateOf(row.key))) broken.add(row.item);
    if (row.item === null && stateOf(row.key) !== 'proven') sharedProven = false;
  }
  if (broken.has(null)) return [];
  return rows.filter(
    (row) =>
      stateOf(row.key) === 'pending' &&
      (row.item === null || (sharedProven && !broken.has(row.item))) &&
      row.needs.every((key) => stateOf(key) === 'proven'),
  );
}

function isBroken(state: RowState): boolean {
  return state === 'failed' || (state !== 'pending' && !mayHaveActed(state));
}

function rowProblems(row: PlanRow, items: ReadonlySet<string>, earlier: ReadonlyMap<string, PlanRow>): string[] {
  const problems: string[] = [];
  // 120 characters of operation id, less a UUID, the round, the direction and three colons, leave this much.
  if (!/^[a-z0-9][a-z0-9._-]{0,59}$/.test(row.key))
    problems.push(`row key '${row.key}' is not 1 to 60 of a-z 0-9 . _ -`);
  if (earlier.has(row.key)) problems.push(`row ${row.key} is there twice`);
  if (row.item !== null && !items.has(row.item)) problems.push(`row ${row.key} belongs to no item of the plan`);
  for (const need of row.needs) problems.push(...needProblems(row, need, earlier));
  const upstream = allNeeds(row, earlier);
  for (const ref of rowRefs(row)) {
    // Its own outputs are known when it is proven or undone, but not when it is sent.
    if (ref.$row === row.key && ref.own) continue;
    if (!upstream.has(ref.$row)) problems.push(`row ${row.key} refers to ${ref.$row}, which it does not need`);
  }
  if (row.undo.kind !== 'none' && row.proof === null)
    problems.push(`row ${row.key} changes something but proves nothing`);
  if (row.undo.kind === 'operation' && row.undo.proof === null)
    problems.push(`the undo of row ${row.key} proves nothing`);
  return problems;
}

/** Needs point backwards, so a plan that has no such problem has no cycle either. */
function needProblems(row: PlanRow, need: string, earlier: ReadonlyMap<string, PlanRow>): string[] {
  const needed = earlier.get(need);
  if (!needed) return [`row ${row.key} needs ${need}, which does not come before it`];
  if (needed.item === null || needed.item === row.item) return [];
  return [`row ${row.key} needs ${need}, which belongs to ${row.item === null ? 'an item' : 'another item'}`];
}

function endProblems(row: PlanRow, lastOfItem: ReadonlyMap<string | null, string>): string[] {
  if (row.undo.kind !== 'irreversible') return [];
  if (row.item === null) return [`row ${row.key} is shared and cannot be taken back`];
  return lastOfItem.get(row.item) === row.key
    ? []
    : [`row ${row.key} cannot be taken back but is not the last of its item`];
}

function allNeeds(row: PlanRow, earlier: ReadonlyMap<string, PlanRow>): Set<string> {
  const found = new Set<string>();
  const todo = [...row.needs];
  for (let key = todo.pop(); key !== undefined; key = todo.pop()) {
    if (found.has(key)) continue;
    found.add(key);
    todo.push(...(earlier.get(key)?.needs ?? []));
  }
  return found;
}

function rowRefs(row: PlanRow): { $row: string; own: boolean }[] {
  const undo = row.undo.kind === 'operation' ? [row.undo.params, row.undo.proof?.params ?? {}] : [];
  const after = [row.proof?.params ?? {}, ...undo].flatMap(refsOf);
  return [
    ...refsOf(row.params).map((ref) => ({ $row: ref.$row, own: false })),
    ...after.map((ref) => ({ $row: ref.$row, own: true })),
  ];
}

function duplicates(keys: readonly string[]): string[] {
  const seen = new Set<string>();
  return keys.filter((key) => seen.size === seen.add(key).size);
}
