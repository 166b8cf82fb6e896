// The supervisor of the embedded Postgres: makes the cluster when it is new, adopts a server that outlived the Heddle
// before, restarts one that died. Postgres keeps `data/postmaster.pid` up to date, so that file is the only state read.
import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort, isFree } from '#bin/free-port.mjs';
import { postgresBinaries, postgresFolder, postgresUser } from '#bin/postgres-binaries.mjs';
import { commandOf, endProcess, isAlive, waitUntil } from '#bin/process-table.mjs';

const role = 'heddle';
const startDeadlineMs = 60_000;
const maxLogBytes = 8 * 1024 * 1024;

/** Settings for a machine of two cores. Workers of a query and the shared memory that they need are left out: a container's /dev/shm is small. */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '128MB',
  max_parallel_workers_per_gather: '0',
  io_method: 'sync',
  wal_level: 'minimal',
  max_wal_senders: '0',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
};
/** A test's database need not survive a power cut, only a killed process. */
const forTests = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

const asUser = (user) => (user ? { uid: user.uid, gid: user.gid } : {});

/** initdb into a folder aside, renamed when whole: a start that was killed half-way leaves no half cluster behind. */
const makeCluster = async ({ dir, binaries, user, durable }) => {
  const unfinished = path.join(dir, 'data.new');
  rmSync(unfinished, { recursive: true, force: true });
  const passwordFile = path.join(dir, 'password');
  writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (user) chownSync(passwordFile, user.uid, user.gid);
  const flags = [`--pgdata=${unfinished}`, `--username=${role}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  const sync = durable ? [] : ['--no-sync'];
  await promisify(execFile)(path.join(binaries, 'initdb'), [...flags, ...locale, ...sync], {
    cwd: dir,
    ...asUser(user),
  });
  renameSync(unfinished, path.join(dir, 'data'));
};

/** What postmaster.pid says: { pid, port, isReady }; undefined when there is none or it is half-written. */
const readPostmaster = (data) => {
  const file = path.join(data, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim());
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return pid > 0 && port > 0 ? { pid, port, isReady: lines[7] === 'ready' } : undefined;
};

/** The live server of this folder, if one runs. Its pid may belong to another program by now, so its command is looked at too. */
const livePostmaster = (data) => {
  const found = readPostmaster(data);
  return found && isAlive(found.pid) && commandOf(found.pid).includes(data) ? found : undefined;
};

/**
 * Removes the lock file of a server that is gone. Postgres does that itself unless the pid lives on as a zombie (a container
 * whose first process reaps no orphans) or as another program. Processes left of the old server still hold its shared
 * memory, which Postgres checks on its own.
 */
const removeStaleLock = (data) => {
  if (readPostmaster(data) && !livePostmaster(data)) rmSync(path.join(data, 'postmaster.pid'), { force: true });
};

/** The port of last time if it is free, else a new one. */
const choosePort = async (dir) => {
  const file = path.join(dir, 'port');
  const kept = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  const port = kept > 0 && (await isFree(kept)) ? kept : await freePort();
  if (port !== kept) writeFileSync(file, `${port}\n`);
  return port;
};

/** One attempt: spawns the server and waits until it takes connections; answers undefined when it ended before. */
const launch = async ({ dir, data, binaries, user, durable, port }) => {
  removeStaleLock(data);
  const logFile = path.join(dir, 'postgres.log');
  const isLong = (statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > maxLogBytes;
  const log = openSync(logFile, isLong ? 'w' : 'a', 0o600);
  const options = Object.entries({ ...settings, ...(durable ? {} : forTests), port: String(port) });
  const args = ['-D', data, ...options.flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  // A session of its own: Ctrl-C reaches Heddle alone, which stops what uses the database before the database.
  const child = spawn(path.join(binaries, 'postgres'), args, {
    cwd: dir,
    detached: true,
    stdio: ['ignore', log, log],
    ...asUser(user),
  });
  closeSync(log);
  let ended = false;
  child.once('error', () => {
    ended = true;
  });
  child.once('exit', () => {
    ended = true;
  });
  child.unref();
  const isUp = () => ended || (readPostmaster(data)?.pid === child.pid && readPostmaster(data).isReady);
  if (!(await waitUntil(isUp, startDeadlineMs))) await endProcess(child.pid, [['SIGKILL', 5_000]]);
  return ended || !isAlive(child.pid) ? undefined : { pid: child.pid, port };
};

/**
 * The live server of this folder, or a new one. Tries several times if it must: another program may have taken the port
 * meanwhile, and the last processes of a server that was killed may hold its shared memory for a moment.
 */
const adoptOrLaunch = async (place, signal) => {
  const end = performance.now() + startDeadlineMs;
  for (let waitMs = 100; performance.now() < end && !signal?.aborted; waitMs = Math.min(waitMs * 2, 2_000)) {
    const found = livePostmaster(place.data);
    if (found?.isReady) return { pid: found.pid, port: found.port, wasRunning: true };
    const server = found ? undefined : await launch({ ...place, port: await choosePort(place.dir) });
    if (server) return { ...server, wasRunning: false };
    await delay(waitMs, undefined, { signal }).catch(() => {});
  }
  throw new Error(`Postgres did not start. Its last words are in ${path.join(place.dir, 'postgres.log')}`);
};

/** Ends the server of a folder, if one runs: fast shutdown, then an immediate one (safe: the next start replays the log). */
const shutDown = async (data) => {
  const server = livePostmaster(data);
  if (server)
    await endProcess(server.pid, [
      ['SIGINT', 3_000],
      ['SIGQUIT', 2_000],
      ['SIGKILL', 2_000],
    ]);
};

/** Restarts a dead server, at the same port when it is still free, until `stop` is called. */
const watch = (place, server, { onRestart, onFailure }) => {
  const stopped = new AbortController();
  const loop = async () => {
    let current = server;
    while (!stopped.signal.aborted) {
      await delay(250, undefined, { signal: stopped.signal, ref: false }).catch(() => {});
      if (stopped.signal.aborted || isAlive(current.pid)) continue;
      current = await adoptOrLaunch(place, stopped.signal);
      onRestart(current);
    }
  };
  const done = loop().catch((error) => stopped.signal.aborted || onFailure(error));
  return async () => {
    stopped.abort();
    await done;
  };
};

const urlOf = (dir, port) => {
  const password = readFileSync(path.join(dir, 'password'), 'utf8');
  return `postgresql://${role}:${password}@127.0.0.1:${port}/${role}`;
};

/** The server that runs in this home now: { pid, port, url }; undefined when none does. */
export const runningPostgres = (home) => {
  const dir = path.join(home, 'postgres');
  const server = existsSync(dir) ? livePostmaster(path.join(realpathSync(dir), 'data')) : undefined;
  return server && { ...server, url: urlOf(dir, server.port) };
};

/**
 * Starts or adopts the Postgres of `<home>/postgres` and keeps it running.
 * `durable: false` (tests) gives up fsync. `onRestart({ pid, port, url })` is told of each restart, `onFailure(error)` when it can no longer be started.
 * `url` in the answer names the role's own database, which may not exist yet.
 * @returns {Promise<{ url: string, pid: number, port: number, wasRunning: boolean, stop: () => Promise<void> }>}
 */
export const startPostgres = async ({ home, durable = true, onRestart = () => {}, onFailure = () => {} }) => {
  const user = postgresUser();
  const dir = postgresFolder(home, user);
  const binaries = postgresBinaries(user);
  const data = path.join(dir, 'data');
  if (!existsSync(data)) await makeCluster({ dir, binaries, user, durable });
  const place = { dir, data, binaries, user, durable };
  const server = await adoptOrLaunch(place);
  const stopWatching = watch(place, server, {
    onRestart: (now) => onRestart({ ...now, url: urlOf(dir, now.port) }),
    onFailure,
  });
  return {
    ...server,
    url: urlOf(dir, server.port),
    stop: async () => {
      await stopWatching();
      await shutDown(data);
    },
  };
};
