import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { run } from '#agent/exec/run.ts';
import type { VolumePlace } from './master-boot-record.ts';

export type LoopDevice = { device: string; number: number; readOnly: boolean };

const blockDevices = '/sys/block';
const detachDeadlineMs = 15_000;

const readLine = (file: string) =>
  readFile(file, 'utf8').then(
    (text) => text.trimEnd(),
    () => null,
  );

/** The loop devices over a file, oldest number first. */
export async function findLoops(file: string): Promise<LoopDevice[]> {
  const found: LoopDevice[] = [];
  for (const name of await readdir(blockDevices)) {
    const number = Number(/^loop(\d+)$/.exec(name)?.[1] ?? Number.NaN);
    if (Number.isNaN(number)) continue;
    const dir = path.join(blockDevices, name);
    const backing = await readLine(path.join(dir, 'loop/backing_file'));
    if (backing !== file && backing !== `${file} (deleted)`) continue;
    found.push({ device: `/dev/${name}`, number, readOnly: (await readLine(path.join(dir, 'ro'))) === '1' });
  }
  return found.sort((a, b) => a.number - b.number);
}

export async function attachLoop(file: string, place: VolumePlace, readOnly: boolean): Promise<LoopDevice> {
  const limit = place.sizeBytes === null ? [] : ['--sizelimit', String(place.sizeBytes)];
  const access = readOnly ? ['--read-only'] : [];
  await run(['losetup', '--find', '--offset', String(place.offsetBytes), ...limit, ...access, file]);
  const [loop] = await findLoops(file);
  if (!loop) throw new Error(`no loop device stands for ${file}`);
  return loop;
}

/** Takes every loop device over a file away; a device that was still busy goes away a moment later. */
export async function detachLoops(file: string): Promise<void> {
  const end = performance.now() + detachDeadlineMs;
  for (;;) {
    const loops = await findLoops(file);
    if (loops.length === 0) return;
    if (performance.now() > end) throw new Error(`loop device ${loops[0]?.device} over ${file} does not go away`);
    for (const { device } of loops) await run(['losetup', '--detach', device]).catch(() => {});
    await delay(20);
  }
}
