import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Failed } from '#agent/drivers/failed.ts';
import { Refused } from '#agent/drivers/refused.ts';
import { readMounts } from '#agent/exec/mount-table.ts';
import {
  commandLineOf,
  endProcess,
  isRunning,
  type ProcessIdentity,
  processOfPidFile,
} from '#agent/exec/process-table.ts';
import { run } from '#agent/exec/run.ts';
import { startDaemon } from '#agent/exec/start-daemon.ts';
import type { LibraryDisk } from './qsd-options.ts';

const startDeadlineMs = 30_000;
/** After so long without an answer of the array an I/O ends with an error instead of hanging for ever. */
const requestTimeoutSeconds = 30;

/** Files of the storage daemon of one disk; `dir` is the disk's own. */
export const daemonFiles = (dir: string) => ({
  pid: path.join(dir, 'qsd.pid'),
  log: path.join(dir, 'qsd.log'),
  /** The daemon mounts its raw view of the disk over this file. */
  raw: path.join(dir, 'disk.raw'),
});

export type RunningDaemon = { identity: ProcessIdentity; readOnly: boolean };

const readOnlyWord = '"read-only":true';

/** The daemon that serves this disk, also one that an earlier run of the agent started; null = there is none. */
export function findDaemon(dir: string): RunningDaemon | null {
  const { pid } = daemonFiles(dir);
  const identity = processOfPidFile(pid, pid);
  if (!identity) return null;
  return { identity, readOnly: commandLineOf(identity.pid).some((word) => word.includes(readOnlyWord)) };
}

export async function isServed(dir: string): Promise<boolean> {
  const { raw } = daemonFiles(dir);
  return (await readMounts()).some((mount) => mount.path === raw);
}

function argvOf(disk: LibraryDisk, initiator: string, dir: string, readOnly: boolean): [string, ...string[]] {
  const files = daemonFiles(dir);
  const node = {
    driver: 'iscsi',
    'node-name': 'lun',
    transport: 'tcp',
    portal: disk.portal,
    target: disk.targetIqn,
    lun: disk.lunNumber,
    'initiator-name': initiator,
    timeout: requestTimeoutSeconds,
    'read-only': readOnly,
  };
  const view = { type: 'fuse', id: 'view', 'node-name': 'lun', mountpoint: files.raw, writable: !readOnly };
  const options = ['--blockdev', JSON.stringify(node), '--export', JSON.stringify({ ...view, 'allow-other': 'off' })];
  return ['qemu-storage-daemon', ...options, '--pidfile', files.pid];
}

/** The daemon's last words, sorted: the array does not let this server in, or something else is wrong. */
function startFailure(disk: LibraryDisk, words: string): Error {
  const last = words.trim().split('\n').at(-1) ?? '';
  if (/target not found|authori[sz]ation|authentication|write protected|read-?only/i.test(last)) {
    return new Refused('access_denied', `The array does not let this server use disk ${disk.uniqueId}: ${last}`);
  }
  return new Failed('disk_not_served', `The storage daemon of disk ${disk.uniqueId} did not start: ${last}`);
}

/** Starts the daemon and resolves when its raw view is there. Throws Refused `access_denied` or Failed; nothing runs then. */
export async function startStorageDaemon(
  disk: LibraryDisk,
  initiator: string,
  dir: string,
  readOnly: boolean,
): Promise<void> {
  const files = daemonFiles(dir);
  await writeFile(files.raw, '', { mode: 0o600 });
  const { identity } = await startDaemon(argvOf(disk, initiator, dir, readOnly), { logFile: files.log });
  const end = performance.now() + startDeadlineMs;
  while (isRunning(identity) && performance.now() < end) {
    if ((await isServed(dir)) && findDaemon(dir)) return;
    await delay(20);
  }
  const words = await readFile(files.log, 'utf8').catch(() => '');
  await stopStorageDaemon(dir, identity);
  throw startFailure(disk, words);
}

/** Ends the daemon and takes its view away. Already so = done. */
export async function stopStorageDaemon(dir: string, started?: ProcessIdentity): Promise<void> {
  const identity = started ?? findDaemon(dir)?.identity;
  if (identity) {
    await endProcess(identity, [
      ['SIGTERM', 15_000],
      ['SIGKILL', 10_000],
    ]);
  }
  // A daemon that was killed leaves its mount behind.
  if (await isServed(dir)) await run(['umount', daemonFiles(dir).raw]);
}
