import { formatBytes } from '#domain/fabric/bytes.ts';
import { counted } from '#domain/fabric/name-list.ts';
import { isRefused } from '#domain/plans/check.ts';
import type { Change, Effect, ObjectRef, Plan, Planned, PlanRow } from '#domain/plans/plan.ts';
import { consolidateChecks } from './consolidate-checks.ts';
import {
  type ConsolidateCsvsInput,
  type ConsolidateTasks,
  consolidateTasks,
  type MoveTask,
} from './consolidate-tasks.ts';
import type { ConsolidateCsvsFacts } from './csv-facts.ts';
import { type CsvTask, csvTasks, significantCsv } from './csv-registrations.ts';
import { copyMs, moveStorageRow } from './move-rows.ts';
import { nothingToDo, planOf, type RowPlace, refusedPlan } from './planned.ts';
import { hostRefs, retireEffects } from './retire-csv.ts';
import { retireRows } from './retire-rows.ts';
import { byText, significantArray, significantSharer } from './significant.ts';

export type { ConsolidateCsvsInput } from './consolidate-tasks.ts';

/**
 * Moves the storage of VMs together and retires the CSVs that are empty then. Each of those is one item: its VMs leave in
 * order, then it goes; a move that empties none is an item of its own.
 */
export function planConsolidateCsvs(input: ConsolidateCsvsInput, facts: ConsolidateCsvsFacts): Planned {
  const tasks = consolidateTasks(input, facts);
  const { moves, retired } = tasks;
  const title = titleOf(tasks);
  const bytesPerSecond = input.megabytesPerSecond === null ? null : input.megabytesPerSecond * 1_000_000;
  const checks = consolidateChecks(tasks, bytesPerSecond);
  if (isRefused(checks)) return refusedPlan(title, checks);
  if (moves.length === 0 && retired.length === 0)
    return nothingToDo(title, checks, 'No VM is to be moved and no CSV to be retired.');
  return planOf({
    title,
    ...itemsAndRows(tasks, facts, bytesPerSecond),
    checks,
    effects: [...moveEffects(moves, bytesPerSecond), ...retireEffects(retired)],
    changes: [...moves.map(moveChange), ...retired.map((task) => retireChange(task, facts.quarantineUntil))],
    touches: touchesOf(tasks),
  });
}

function titleOf({ moves, retired }: ConsolidateTasks): string {
  const move = `Move the storage of ${counted(new Set(moves.map(({ vm }) => vm.id)).size, 'VM')}`;
  if (retired.length === 0) return move;
  const retire = retired.length === 1 ? `CSV ${retired[0]?.csv.lun.name}` : counted(retired.length, 'CSV');
  return moves.length === 0 ? `Retire ${retire}` : `${move} and retire ${retire}`;
}

function itemsAndRows(
  { moves, retired }: ConsolidateTasks,
  { quarantineUntil }: ConsolidateCsvsFacts,
  bytesPerSecond: number | null,
): Pick<Plan, 'items' | 'rows'> {
  const parts = retired.map((task) => {
    const own = moves.filter(({ from }) => from === task);
    const rows = inOrder(own, task.item, bytesPerSecond);
    const needs = rows.slice(-1).map((row) => row.key);
    const item = { key: task.item, title: task.csv.lun.name, object: csvRef(task) };
    return { item, rows: [...rows, ...retireRows(task, quarantineUntil, needs)] };
  });
  const others = moves.filter(({ from }) => !retired.includes(from));
  const single = others.map((move, at) => {
    const key = `move-${at + 1}`;
    const item = { key, title: move.vm.name, object: vmRef(move) };
    return { item, rows: [moveRow({ key: `${key}.move`, item: key, needs: [] }, move, bytesPerSecond)] };
  });
  const all = [...parts, ...single];
  return { items: all.map(({ item }) => item), rows: all.flatMap(({ rows }) => rows) };
}

/** One after the other: a CSV is not faster when several are copied off it at once. */
function inOrder(moves: readonly MoveTask[], item: string, bytesPerSecond: number | null): PlanRow[] {
  const keyOf = (at: number) => `${item}.move-${at + 1}`;
  return moves.map((move, at) =>
    moveRow({ key: keyOf(at), item, needs: at === 0 ? [] : [keyOf(at - 1)] }, move, bytesPerSecond),
  );
}

function moveRow(
  place: RowPlace,
  { vm, host, from, to, positions, bytes }: MoveTask,
  perSecond: number | null,
): PlanRow {
  const move = { vm, host, from: from.csv.lun, to: to.csv.lun, positions, bytes: bytes ?? 0 };
  return moveStorageRow(place, move, perSecond);
}

function moveEffects(moves: readonly MoveTask[], bytesPerSecond: number | null): Effect[] {
  const bytes = moves.reduce((sum, move) => sum + (move.bytes ?? 0), 0);
  const takesMs = copyMs(bytes, bytesPerSecond);
  const common = { before: null, limit: null, scope: null };
  const effects: Effect[] = [
    { key: 'moved', label: 'Disks moved', unit: 'disks', after: moves.length, ...common },
    { key: 'copied', label: 'Copied', unit: 'bytes', after: bytes, ...common },
  ];
  if (takesMs === null) return effects;
  const minutes = Math.ceil(takesMs / 60_000);
  return [
    ...effects,
    { key: 'minutes', label: 'Copying, one after the other', unit: 'minutes', after: minutes, ...common },
  ];
}

function moveChange(move: MoveTask): Change {
  const { from, to, bytes } = move;
  const after = `${to.csv.lun.name}, ${formatBytes(bytes ?? 0)} copied`;
  return { object: vmRef(move), field: 'storage', before: from.csv.lun.name, after };
}

function retireChange(task: CsvTask, until: string): Change {
  const before = `attached to ${counted(task.attached.length, 'host')}`;
  return { object: csvRef(task), field: 'CSV', before, after: `in quarantine until ${until.slice(0, 10)}` };
}

function touchesOf({ moves, csvs, retired }: ConsolidateTasks): ObjectRef[] {
  const vms = new Map(moves.map((move) => [move.vm.id, vmRef(move)]));
  const hosts = new Map(moves.map(({ host }) => [host.id, host]));
  const detached = hostRefs(retired).filter(({ id }) => id === null || !hosts.has(id));
  return [
    ...vms.values(),
    ...csvs.map(csvRef),
    ...[...hosts.values()].map(({ id, name }): ObjectRef => ({ kind: 'host', id, name })),
    ...detached,
  ];
}

function vmRef({ vm }: MoveTask): ObjectRef {
  return { kind: 'vm', id: vm.id, name: vm.name };
}

function csvRef({ csv }: CsvTask): ObjectRef {
  return { kind: 'csv', id: csv.lun.id, name: csv.lun.name };
}

/** What the plan stands on. */
export function significantConsolidateCsvs(facts: ConsolidateCsvsFacts) {
  const { vms, csvs, arrays, hosts } = facts;
  const taskOf = csvTasks(facts);
  const used = new Set([...vms.map(({ hostId }) => hostId), ...csvs.flatMap(({ attachedHostIds }) => attachedHostIds)]);
  return {
    vms: vms.map(({ id, key, hostId, diskUniqueIds }) => ({ id, key, hostId, diskUniqueIds })).sort(byText),
    csvs: csvs.map((csv) => significantCsv(taskOf('csv', csv))).sort(byText),
    arrays: arrays.map(significantArray).sort(byText),
    hosts: hosts
      .filter(({ id }) => used.has(id))
      .map(significantSharer)
      .sort(byText),
  };
}
