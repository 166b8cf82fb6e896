import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from '#agent/exec/run.ts';
import type { ArrayRoom } from '#lab/parts/array-room.ts';

/** What a shell needs for the same: one reflink and three calls of tgtadm for each clone, and no record of any of it. */
const script = `set -e
n=$1; tid=$((900000 + n)); adm="tgtadm --lld iscsi"
cp --reflink=always "$GOLDEN" "$FOLDER/$n"
$adm --op new --mode target --tid $tid -T iqn.2026-01.lab.floor:$n
$adm --op new --mode logicalunit --tid $tid --lun 1 -b "$FOLDER/$n"
$adm --op bind --mode target --tid $tid --initiator-name iqn.2026-01.lab.floor:host
`;
const loop = `set -e
i=0; while [ $i -lt $COUNT ]; do set -- $i; . "$SCRIPT"; i=$((i + 1)); done
`;

export type Floor = { perSecond: number };

async function timed(
  room: ArrayRoom,
  goldenFile: string,
  count: number,
  argv: (script: string) => [string, ...string[]],
) {
  const folder = path.join(room.poolDir, '..', 'floor');
  const scriptFile = path.join(room.dir, 'floor.sh');
  await mkdir(folder);
  await writeFile(scriptFile, script);
  const socket = room.tgtd.socket.replace(/\.0$/, '');
  const env = { GOLDEN: goldenFile, FOLDER: folder, COUNT: String(count), SCRIPT: scriptFile, TGT_IPC_SOCKET: socket };
  const numbers = Array.from({ length: count }, (_, n) => n).join('\n');
  const startedAt = performance.now();
  await run(argv(scriptFile), { env, input: numbers, deadlineMs: 300_000 });
  const seconds = (performance.now() - startedAt) / 1000;
  for (const name of await readdir(folder)) {
    const tid = String(900_000 + Number(name));
    await run(['tgtadm', '--lld', 'iscsi', '--op', 'delete', '--mode', 'target', '--tid', tid, '--force'], { env });
  }
  await rm(folder, { recursive: true });
  return { perSecond: count / seconds };
}

/** One shell after another. */
export function sequentialFloor(room: ArrayRoom, goldenFile: string, count: number): Promise<Floor> {
  return timed(room, goldenFile, count, () => ['sh', '-c', loop]);
}

/** Eight shells at a time. */
export function parallelFloor(room: ArrayRoom, goldenFile: string, count: number): Promise<Floor> {
  return timed(room, goldenFile, count, (file) => ['xargs', '-P', '8', '-n', '1', 'sh', file]);
}
