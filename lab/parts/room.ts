import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { endProcess, identityOf, isRunning, type ProcessIdentity } from '#agent/exec/process-table.ts';
import { takeDown } from './take-down.ts';

/**
 * A folder that holds everything one lab makes: images, mounts, sockets, pid files, state of its agents. Whatever happens
 * to the lab, its folder tells the next one what is left: processes by `room.json` and by the places they were given on
 * their command line, mounts and loop devices by their paths.
 */
export type Room = {
  dir: string;
  /** Remembers a process that was started for the lab; it is asked to end, last started first, with SIGTERM. */
  keep(name: string, identity: ProcessIdentity): Promise<void>;
  /** Ends one of them and forgets it. */
  end(name: string, graceMs: number): Promise<void>;
  /** Takes everything down and removes the folder. Throws when something stays. */
  close(): Promise<void>;
};

const Identity = z.object({ pid: z.number().int(), startTime: z.string() });
const RoomRecord = z.object({ owner: Identity, processes: z.array(Identity.extend({ name: z.string() })) });
export type RoomRecord = z.infer<typeof RoomRecord>;

const rooms = () => process.env.HEDDLE_LAB_DIR ?? path.join(tmpdir(), 'heddle-lab');
const recordFile = (dir: string) => path.join(dir, 'room.json');

async function readRecord(dir: string): Promise<RoomRecord | null> {
  const text = await readFile(recordFile(dir), 'utf8').catch(() => null);
  return text === null ? null : RoomRecord.parse(JSON.parse(text));
}

async function writeRecord(dir: string, record: RoomRecord) {
  const unfinished = `${recordFile(dir)}.new`;
  await writeFile(unfinished, JSON.stringify(record, null, 2), { mode: 0o600 });
  await rename(unfinished, recordFile(dir));
}

/** Takes down what labs left behind whose process has died. Answers the folders. */
export async function takeDownDeadRooms(): Promise<string[]> {
  const names = await readdir(rooms()).catch(() => []);
  const taken: string[] = [];
  for (const name of names) {
    const dir = path.join(rooms(), name);
    const record = await readRecord(dir);
    // A folder without a record is just being made, or just being removed, by another lab.
    if (!record || isRunning(record.owner)) continue;
    await takeDown(dir, record.processes);
    taken.push(dir);
  }
  return taken;
}

export async function openRoom(name: string): Promise<Room> {
  const self = identityOf(process.pid);
  if (!self) throw new Error('/proc does not know this process');
  // Short, since Unix sockets below it have paths of at most 107 bytes; passable, since Postgres runs as another user.
  const dir = path.join(rooms(), `${name}-${randomBytes(3).toString('hex')}`);
  await mkdir(rooms(), { recursive: true, mode: 0o711 });
  await mkdir(dir, { mode: 0o711 });
  await chmod(dir, 0o711);
  const record: RoomRecord = { owner: self, processes: [] };
  await writeRecord(dir, record);
  return {
    dir,
    async keep(processName, identity) {
      record.processes.push({ name: processName, ...identity });
      await writeRecord(dir, record);
    },
    async end(processName, graceMs) {
      const found = record.processes.findLast((kept) => kept.name === processName);
      if (!found) return;
      await endProcess(found, [
        ['SIGTERM', graceMs],
        ['SIGKILL', 5_000],
      ]);
      record.processes.splice(record.processes.indexOf(found), 1);
      await writeRecord(dir, record);
    },
    async close() {
      if (existsSync(dir)) await takeDown(dir, record.processes);
    },
  };
}

/**
 * Runs a program's work in a room that is closed in any case: when the work ends, when the program is told to end (its
 * exit code is then 128 + the signal's number; a second signal ends it at once), and when it breaks. Then exits.
 * `onClosing` is called when it is told to end.
 */
export async function runInRoom(room: Room, work: () => Promise<number>, onClosing: () => void = () => {}) {
  let closing = false;
  const close = async (exitCode: number) => {
    closing = true;
    await room.close().catch((error) => {
      process.stderr.write(`${error.message}\n`);
      exitCode ||= 1;
    });
    process.exit(exitCode);
  };
  for (const [signal, exitCode] of Object.entries({ SIGHUP: 129, SIGINT: 130, SIGTERM: 143 })) {
    process.on(signal, () => {
      if (closing) process.exit(exitCode);
      onClosing();
      void close(exitCode);
    });
  }
  const broke = (error: unknown) => {
    // What is going on breaks when it is taken down under way.
    if (closing) return;
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    void close(1);
  };
  process.on('uncaughtException', broke);
  process.on('unhandledRejection', broke);
  await work().then((exitCode) => (closing ? undefined : close(exitCode)), broke);
}
