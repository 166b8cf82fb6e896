import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { TgtOptions } from '#agent/drivers/tgt/tgt-options.ts';
import { openRoom, type Room, takeDownDeadRooms } from './room.ts';
import { type LabTgtd, startTgtd } from './tgtd.ts';
import { mountPool } from './xfs-pool.ts';

export type ArrayRoom = Room & { tgtd: LabTgtd; poolDir: string; options: Partial<TgtOptions> & { poolName: string } };

const gib = 1024 ** 3;

/** Puts an XFS pool and a tgtd of its own into a room; `options` are those of an array driver on them. */
export async function equipArray(room: Room, poolBytes = 8 * gib): Promise<ArrayRoom> {
  const poolDir = path.join(await mountPool(room.dir, poolBytes), 'luns');
  await mkdir(poolDir, { mode: 0o700 });
  const tgtd = await startTgtd(room.dir);
  const { socket, portal } = tgtd;
  const named = { name: 'Lab array', poolName: 'pool-1', iqnPrefix: 'iqn.2026-01.lab.array' };
  return { ...room, tgtd, poolDir, options: { socket, portal, poolDir, ...named } };
}

/** A new room so equipped. Takes down first what dead labs left behind. */
export async function openArrayRoom(name: string): Promise<ArrayRoom> {
  await takeDownDeadRooms();
  const room = await openRoom(name);
  return equipArray(room).catch(async (error) => {
    await room.close();
    throw error;
  });
}
