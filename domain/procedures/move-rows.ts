import { formatBytes } from '#domain/fabric/bytes.ts';
import type { HostFact, LunFact, VmFact } from '#domain/fabric/facts.ts';
import { exclusiveLock, sharedLock } from '#domain/plans/locks.ts';
import type { Params, PlanRow, Proof } from '#domain/plans/plan.ts';
import type { RowPlace } from './planned.ts';

/** What a VM has on `from`: `positions` among its disks, `bytes` of them together. */
export type StorageMove = {
  vm: Pick<VmFact, 'id' | 'key' | 'name'>;
  host: HostFact;
  from: LunFact;
  to: LunFact;
  positions: number[];
  bytes: number;
};

/** An agent takes an operation for no longer than this. */
export const LONGEST_MOVE_MS = 3_600_000;
const SHORTEST_DEADLINE_MS = 120_000;
/** What an unthrottled copy comes to at least, for its deadline. */
const SLOWEST_BYTES_PER_SECOND = 20_000_000;

/** Storage migration while the VM runs, if it does. Its undo copies back: `from` is left as it was, but the VM writes on. */
export function moveStorageRow(place: RowPlace, move: StorageMove, bytesPerSecond: number | null): PlanRow {
  const { vm, host, from, to, bytes } = move;
  return {
    ...place,
    agentId: host.agentId,
    system: host.system,
    title: `Move the storage of VM ${vm.name} from ${from.name} to ${to.name}, ${formatBytes(bytes)}`,
    operation: 'vm.move-storage',
    params: moveParams(move, bytesPerSecond),
    before: `on ${from.name}`,
    after: `on ${to.name}`,
    undo: {
      kind: 'operation',
      title: `Move the storage of VM ${vm.name} back to ${from.name}`,
      operation: 'vm.move-storage',
      params: moveParams({ ...move, from: to, to: from }, bytesPerSecond),
      proof: isOn(move, from),
    },
    proof: isOn(move, to),
    locks: [
      exclusiveLock('vm', vm.id),
      sharedLock('host', host.id),
      sharedLock('lun', from.id),
      sharedLock('lun', to.id),
    ],
    deadlineMs: deadlineMs(bytes, bytesPerSecond),
  };
}

/** How long the copy takes at its throttle; null = nobody can say. */
export function copyMs(bytes: number, bytesPerSecond: number | null): number | null {
  return bytesPerSecond === null ? null : Math.ceil((bytes / bytesPerSecond) * 1000);
}

/** Twice what it should take, since others copy at the same time. */
function deadlineMs(bytes: number, bytesPerSecond: number | null): number {
  const expected = copyMs(bytes, bytesPerSecond ?? SLOWEST_BYTES_PER_SECOND) ?? 0;
  return Math.min(LONGEST_MOVE_MS, SHORTEST_DEADLINE_MS + 2 * expected);
}

function moveParams({ vm, from, to }: StorageMove, bytesPerSecond: number | null): Params {
  const { uniqueId, targetIqn, portal, lunNumber } = to;
  return { key: vm.key, from: from.uniqueId, to: { uniqueId, targetIqn, portal, lunNumber }, bytesPerSecond };
}

/** Each of its disks by position: other disks of the VM may be moved at the same time. */
function isOn({ vm, positions }: StorageMove, lun: LunFact): Proof {
  return {
    title: `VM ${vm.name} goes on from ${lun.name}`,
    read: 'vm',
    params: { key: vm.key },
    expect: positions.map((position) => ({ path: ['disks', String(position), 'uniqueId'], is: lun.uniqueId })),
  };
}
