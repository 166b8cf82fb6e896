import { csvHolding } from '#domain/capacity/csv-holding.ts';
import { formatBytes } from '#domain/fabric/bytes.ts';
import { be, counted, nameList } from '#domain/fabric/name-list.ts';
import { pass, refuse } from '#domain/plans/check.ts';
import type { Check } from '#domain/plans/plan.ts';
import type { ConsolidateTasks, MoveTask } from './consolidate-tasks.ts';
import { addressesKnown, areCsvs, arraysReachable, detachChecks } from './csv-checks.ts';
import type { CsvTask } from './csv-registrations.ts';
import { copyMs, LONGEST_MOVE_MS } from './move-rows.ts';

export function consolidateChecks(tasks: ConsolidateTasks, bytesPerSecond: number | null): Check[] {
  const { moves, csvs, retired } = tasks;
  return [
    arraysReachable(csvs),
    areCsvs(csvs),
    inUse(csvs),
    addressesKnown(csvs),
    ...detachChecks(retired),
    vmsThere(moves),
    movedOnce(moves),
    ownDiskOnly(moves),
    hostsReachable(moves),
    targetsSeen(moves),
    sameCluster(moves),
    sizesKnown(moves),
    roomAtTargets(moves, csvs),
    fastEnough(moves, bytesPerSecond),
    emptyAfterwards(tasks),
  ];
}

function inUse(csvs: readonly CsvTask[]): Check {
  const title = 'No CSV is in quarantine';
  const away = csvs.filter(({ csv }) => csv.lun.quarantinedUntil !== null).map(({ csv }) => csv.lun.name);
  if (away.length === 0) return pass('csvs_in_use', title, 'All are in use.');
  const reason = `${nameList(away)} ${be(away.length)} in quarantine.`;
  return refuse('csv_quarantined', title, reason, 'Ask the advisor again, or restore it from quarantine.');
}

function vmsThere(moves: readonly MoveTask[]): Check {
  const title = 'Each VM is where its move begins';
  const wrong = moves.filter(({ positions, from, to }) => positions.length === 0 || from === to);
  if (wrong.length === 0) return pass('vms_there', title, 'All of them are.');
  const found = wrong.map(({ vm, from, to }) =>
    from === to ? `${vm.name} would be moved to where it is` : `${vm.name} has no disk on ${nameOf(from)}`,
  );
  return refuse('vm_not_there', title, `${nameList(found)}.`, 'Ask the advisor again: things have moved since.');
}

/** Items go on side by side, so what waits for another move belongs to another plan. */
function movedOnce(moves: readonly MoveTask[]): Check {
  const title = 'No move waits for another one';
  const staged = moves.filter((move, at) =>
    moves.some(
      (other, index) =>
        index !== at && other.vm.id === move.vm.id && (other.to === move.from || other.from === move.from),
    ),
  );
  if (staged.length === 0) return pass('moves_independent', title, 'Each disk is moved once.');
  const reason = `${nameList(unique(staged.map(({ vm }) => vm.name)))} ${staged.length === 1 ? 'is' : 'are'} moved in stages.`;
  return refuse(
    'moves_staged',
    title,
    reason,
    'Apply the first stage as a plan of its own, then ask the advisor again.',
  );
}

/** A way back could not tell two disks of a VM on one CSV apart. */
function ownDiskOnly(moves: readonly MoveTask[]): Check {
  const title = 'No VM has two disks on one CSV afterwards';
  const mixed = moves.filter(
    ({ vm, from, to }, at) =>
      (from !== to && to.csv.disks.some(({ vmId }) => vmId === vm.id)) ||
      moves.some((other, index) => index !== at && other.vm.id === vm.id && other.to === to),
  );
  if (mixed.length === 0) return pass('vm_disks_apart', title, 'None has.');
  const found = nameList(mixed.map(({ vm, to }) => `${vm.name} on ${nameOf(to)}`));
  return refuse(
    'vm_disks_together',
    title,
    `A move could not be taken back, because two disks of one VM would be on one CSV: ${found}.`,
    'Leave these moves out, and the CSVs that they would empty.',
  );
}

function hostsReachable(moves: readonly MoveTask[]): Check {
  const title = 'The hosts of the VMs answer';
  const away = unique(moves.filter(({ host }) => !host.reachable).map(({ host }) => host.name));
  if (away.length === 0) return pass('vm_hosts_reachable', title, 'All of them answer.');
  const reason = `${nameList(away)} cannot be reached through an agent, or ${be(away.length)} no longer reported.`;
  return refuse('vm_host_unreachable', title, reason, 'Start their agents, or leave their VMs where they are.');
}

function targetsSeen(moves: readonly MoveTask[]): Check {
  const title = 'Each host has the target attached';
  const unseen = moves.filter(({ to, host }) => !to.attached.includes(host));
  if (unseen.length === 0) return pass('targets_seen', title, 'Each has.');
  const found = nameList(unique(unseen.map(({ to, host }) => `${host.name} has not attached ${nameOf(to)}`)));
  return refuse(
    'target_not_seen',
    title,
    `${found}.`,
    'Choose a CSV of the same cluster that its hosts have attached.',
  );
}

function sameCluster(moves: readonly MoveTask[]): Check {
  const title = 'No VM leaves its cluster';
  const wrong = moves.filter(({ to, host }) => to.attached.some(({ clusterId }) => clusterId !== host.clusterId));
  if (wrong.length === 0) return pass('same_cluster', title, 'All stay in theirs.');
  const found = nameList(
    unique(wrong.map(({ vm, to }) => `${nameOf(to)} is also of other hosts than ${vm.name}'s cluster`)),
  );
  return refuse('other_cluster', title, `${found}.`, 'Choose a CSV of its own cluster.');
}

function sizesKnown(moves: readonly MoveTask[]): Check {
  const title = 'The sizes of the disks are known';
  const unknown = moves.filter(({ bytes }) => bytes === null).map(({ vm, from }) => `${vm.name} on ${nameOf(from)}`);
  if (unknown.length === 0) return pass('disk_sizes', title, 'All of them.');
  const reason = `Its host does not say how large the disk is: ${nameList(unknown)}.`;
  return refuse('disk_size_unknown', title, reason, 'Leave these VMs where they are.');
}

/** What comes must fit beside what is there: what leaves may leave later, or not at all. */
function roomAtTargets(moves: readonly MoveTask[], csvs: readonly CsvTask[]): Check {
  const title = 'The targets have room for all that comes';
  const short = csvs.flatMap((target) => {
    const coming = moves.reduce((sum, { to, bytes }) => sum + (to === target ? (bytes ?? 0) : 0), 0);
    const { lun, disks } = target.csv;
    const free = Math.max(0, lun.sizeBytes - csvHolding(lun, disks).heldBytes);
    return coming > free ? [`${lun.name} has ${formatBytes(free)} for ${formatBytes(coming)}`] : [];
  });
  if (short.length === 0) return pass('target_room', title, 'Each has.');
  const reason = `${nameList(short)}; what leaves is not counted.`;
  return refuse('target_room_short', title, reason, 'Apply the moves in several plans, or choose other targets.');
}

function fastEnough(moves: readonly MoveTask[], bytesPerSecond: number | null): Check {
  const title = 'Each copy is done within an hour';
  const slow = moves.filter(({ bytes }) => (copyMs(bytes ?? 0, bytesPerSecond) ?? 0) > LONGEST_MOVE_MS);
  if (slow.length === 0) return pass('moves_fast_enough', title, 'At the speed that is allowed, if it is reached.');
  const found = nameList(slow.map(({ vm, bytes }) => `${vm.name} (${formatBytes(bytes ?? 0)})`));
  const reason = `At ${(bytesPerSecond ?? 0) / 1_000_000} MB/s it takes longer, and an agent takes no operation for more: ${found}.`;
  return refuse('move_too_slow', title, reason, 'Allow more megabytes a second, or leave these VMs where they are.');
}

function emptyAfterwards({ moves, retired }: ConsolidateTasks): Check {
  const title = 'The CSVs to retire are empty afterwards';
  const full = retired.flatMap((task) => {
    const gone = new Set(moves.filter(({ from }) => from === task).map(({ vm }) => vm.id));
    const stay = task.csv.disks.filter(({ vmId }) => !gone.has(vmId)).map(({ vm }) => vm);
    const come = moves.filter(({ to }) => to === task).map(({ vm }) => vm.name);
    const left = unique([...stay, ...come]);
    return left.length > 0 ? [`${nameOf(task)} holds ${nameList(left, 3)}`] : [];
  });
  if (full.length === 0) return pass('retired_empty', title, `${counted(retired.length, 'CSV')} would be.`);
  return refuse('csv_in_use', title, `${nameList(full)}.`, 'Move these VMs too, or keep the CSVs.');
}

const nameOf = ({ csv }: CsvTask): string => csv.lun.name;

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
