import { open } from 'node:fs/promises';
import path from 'node:path';
import { daemonFiles } from '#agent/drivers/qsd/storage-daemon.ts';
import { createTgtd } from '#agent/drivers/tgt/tgtd.ts';
import { readMounts } from '#agent/exec/mount-table.ts';
import type { WorldEvent } from '#test/rig/event-cases.ts';
import type { ProofFabric } from '#test/rig/proof-fabric.ts';
import type { ArrayRoom } from './array-room.ts';
import { mountPathOf, roomOf, stateDirIn, uniqueIdOf } from './real-parts.ts';
import {
  before,
  comesThrough,
  killsMidway,
  mountsAt,
  presentsElsewhere,
  stuck,
  takenBack,
  tgtdDies,
  undone,
  whenLogged,
} from './world-events.ts';

const uniqueId = uniqueIdOf('golden-1');
const mountPath = (room: ArrayRoom) => mountPathOf(room, 'library-1', 'golden-1');
const mountPointIn = (fabric: ProofFabric) => mountPath(roomOf(fabric));
const folderIn = (fabric: ProofFabric) => path.join(mountPointIn(fabric), 'boot');
const isMounted = async (place: string) => (await readMounts()).some((mount) => mount.path === place);

const usesVolume: WorldEvent['happen'] = async (fabric) => {
  const file = await open(path.join(mountPointIn(fabric), 'heddle-disk.json'));
  return () => file.close();
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
  before('do', 'disk.offline', 'a program uses the volume', undone('in_use'), usesVolume),
  before('do', 'disk.offline', 'something is mounted in the volume', undone('driver_error'), mountsAt(folderIn)),
  before(
    'do',
    'disk.offline',
    'the library agent dies on the way off',
    comesThrough,
    killsMidway('library', whenUnmounted),
  ),
  before('do', 'masking.remove', 'the array agent dies as it takes', comesThrough, killsMidway('array', whenLogged)),
  before('do', 'masking.present', 'tgtd dies', comesThrough, tgtdDies),
  before(
    'do',
    'masking.present',
    'a stranger is given the LUN',
    undone('access_conflict'),
    presentsElsewhere(() => uniqueId),
  ),
  before(
    'do',
    'masking.present',
    'the array agent dies as it presents',
    comesThrough,
    killsMidway('array', whenLogged),
  ),
  before('do', 'disk.online', 'its mount point is taken', stuck('path_in_use'), mountsAt(mountPointIn)),
  before('do', 'disk.online', 'the library agent dies on the way on', comesThrough, killsMidway('library', whenServed)),
  before('do', 'disk.probe-write', 'somebody opens the LUN again', undone('proof_failed'), reopensAtTgtd),
  before('undo', 'disk.online', 'a program uses the sealed volume', stuck('in_use'), usesVolume),
  before(
    'undo',
    'masking.present',
    'the array agent dies as it takes back',
    takenBack,
    killsMidway('array', whenLogged),
  ),
  before(
    'undo',
    'disk.offline',
    'the library agent dies on the way back',
    takenBack,
    killsMidway('library', whenServed),
  ),
];
