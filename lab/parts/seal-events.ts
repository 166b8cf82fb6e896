import { open } from 'node:fs/promises';
import path from 'node:path';
import { daemonFiles } from '#agent/drivers/qsd/storage-daemon.ts';
import { createTgtd } from '#agent/drivers/tgt/tgtd.ts';
import { readMounts } from '#agent/exec/mount-table.ts';
import type { WorldEvent } from '#test/rig/event-cases.ts';
import { actFirst } from '#test/rig/first-acts.ts';
import type { ArrayRoom } from './array-room.ts';
import { mountPathOf, roomOf, stateDirIn, uniqueIdOf } from './real-parts.ts';
import { killsMidway, mountsAt, tgtdDies, whenLogged } from './world-events.ts';

const uniqueId = uniqueIdOf('golden-1');
const mountPath = (room: ArrayRoom) => mountPathOf(room, 'library-1', 'golden-1');
const isMounted = async (place: string) => (await readMounts()).some((mount) => mount.path === place);

const usesVolume: WorldEvent['happen'] = async (fabric) => {
  const file = await open(path.join(mountPath(roomOf(fabric)), 'heddle-disk.json'));
  return () => file.close();
};

/** Between being taken out and being put back, a stranger is given the LUN. */
const presentsElsewhere: WorldEvent['happen'] = async ({ agents }) => {
  const onArray = (...asked: Parameters<typeof actFirst>[2]) => actFirst(agents.array.endpoint, 'array', asked);
  const set = { key: 'stranger', name: 'Stranger', initiators: ['iqn.2030-01.test:stranger'] };
  await onArray(['masking-set.create', set]);
  await onArray(['masking.present', { uniqueId, maskingSet: 'stranger', access: 'read-write' }]);
  return async () => {
    await onArray(['masking.remove', { uniqueId, maskingSet: 'stranger' }]);
    await onArray(['masking-set.delete', { key: 'stranger' }]);
  };
};

/** Somebody takes the read-only flag away in tgtd itself. */
const reopensAtTgtd: WorldEvent['happen'] = async (fabric) => {
  const tgtd = createTgtd(roomOf(fabric).tgtd.socket);
  const target = (await tgtd.show()).find(({ iqn }) => iqn.endsWith(uniqueId));
  if (!target) throw new Error('the golden LUN has no target');
  await tgtd.updateLun(target.tid, { readonly: '0' });
  return async () => {};
};

const whenUnmounted = async (room: ArrayRoom) => async () => !(await isMounted(mountPath(room)));
const whenServed = async (room: ArrayRoom) => {
  const { raw } = daemonFiles(path.join(stateDirIn(room, 'library-1'), 'disks', uniqueId));
  return () => isMounted(raw);
};

/** What may come in between while a golden LUN is sealed on real parts. */
export const sealEvents: readonly WorldEvent[] = [
  {
    ...{ title: 'a program uses the volume', row: 'disk.offline', ends: 'undone', code: 'in_use' },
    happen: usesVolume,
  },
  {
    ...{ title: 'something is mounted in the volume', row: 'disk.offline', ends: 'undone', code: 'driver_error' },
    happen: mountsAt((fabric) => path.join(mountPath(roomOf(fabric)), 'boot')),
  },
  {
    ...{ title: 'the library agent dies on the way off', row: 'disk.offline', ends: 'succeeded' },
    ...{ code: null, happen: killsMidway('library', whenUnmounted) },
  },
  {
    ...{ title: 'the array agent dies as it takes', row: 'masking.remove', ends: 'succeeded' },
    ...{ code: null, happen: killsMidway('array', whenLogged) },
  },
  {
    ...{ title: 'tgtd dies', row: 'masking.present', ends: 'succeeded', code: null },
    happen: tgtdDies,
  },
  {
    ...{ title: 'a stranger is given the LUN', row: 'masking.present', ends: 'undone', code: 'access_conflict' },
    happen: presentsElsewhere,
  },
  {
    ...{ title: 'the array agent dies as it presents', row: 'masking.present', ends: 'succeeded' },
    ...{ code: null, happen: killsMidway('array', whenLogged) },
  },
  {
    ...{ title: 'its mount point is taken', row: 'disk.online', ends: 'stuck' },
    ...{ code: 'path_in_use', happen: mountsAt((fabric) => mountPath(roomOf(fabric))) },
  },
  {
    ...{ title: 'the library agent dies on the way on', row: 'disk.online', ends: 'succeeded' },
    ...{ code: null, happen: killsMidway('library', whenServed) },
  },
  {
    ...{ title: 'somebody opens the LUN again', row: 'disk.probe-write', ends: 'undone', code: 'proof_failed' },
    happen: reopensAtTgtd,
  },
];
