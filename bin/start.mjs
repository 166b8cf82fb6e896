// `heddle start`: from a fresh clone to a running console, and back to nothing on Ctrl-C.
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { choosePort, originOf } from '#bin/address.mjs';
import { buildPrograms, buildWeb } from '#bin/build.mjs';
import { openHome, readCredentials, readSecrets } from '#bin/home.mjs';
import { installDependencies, needsInstall } from '#bin/install.mjs';
import { lockOwner, tryLock, unlock } from '#bin/lock.mjs';
import { startPostgres } from '#bin/postgres.mjs';
import { endCommands, runTool } from '#bin/run-command.mjs';
import { processesOf, runProcesses } from '#bin/run-processes.mjs';
import { endLeftovers } from '#bin/run-record.mjs';

const readyDeadlineMs = 120_000;

const say = (line) => process.stdout.write(`${line}\n`);
const warn = (line) => process.stderr.write(`  ! ${line}\n`);

/** Does one step and says how long it took. A step that answers false had nothing to do. */
const step = async (title, act) => {
  const startedAt = performance.now();
  process.stdout.write(`  ${title.padEnd(30)}`);
  const result = await act().catch((error) => {
    say('failed');
    throw error;
  });
  say(result === false ? 'up to date' : `${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  return result;
};

/** Takes the home for this process and ends what a killed Heddle left in it. Answers how to let go of it. */
const takeHome = async (home) => {
  const lock = path.join(home, 'heddle.lock');
  if (!tryLock(lock)) {
    throw new Error(
      `Heddle already runs in ${home} (process ${lockOwner(lock)?.pid}). Stop it, or choose another --home.`,
    );
  }
  const left = await endLeftovers(home);
  if (left.length > 0) say(`  Ended what the last run left behind: ${left.join(', ')}`);
  return () => unlock(lock);
};

/** The database of DATABASE_URL, or the embedded one: { url(), stop() }. `onMove` is told when its address changed. */
const openDatabase = async ({ home, onMove, onFailure }) => {
  if (process.env.DATABASE_URL) return { url: () => process.env.DATABASE_URL, stop: async () => {} };
  const server = await startPostgres({
    home,
    onRestart: (now) => {
      warn('Postgres ended and was started again.');
      if (now.url === url) return;
      url = now.url;
      onMove();
    },
    onFailure,
  });
  let url = server.url;
  return { url: () => url, stop: server.stop };
};

const migrateDatabase = async (url) => {
  const { createDatabase } = await import('#prisma/tools/databases.mjs');
  const { migrate } = await import('#prisma/tools/migrate.mjs');
  if (!process.env.DATABASE_URL) await createDatabase(url);
  return (await migrate({ url })).length > 0;
};

/** What the processes are told about this installation. Agents stand on machines of their own: they get no secret of it. */
const environmentOf = ({ home, url, port, mode, demo }, databaseUrl) => {
  const { sessionSecret } = readSecrets(home);
  const { DATABASE_URL: _, ...outer } = process.env;
  const address = { HEDDLE_HOME: home, HEDDLE_PORT: String(port), HEDDLE_URL: process.env.HEDDLE_URL ?? url };
  const agent = { ...outer, NODE_ENV: mode };
  const controlPlane = {
    ...agent,
    ...address,
    DATABASE_URL: databaseUrl,
    HEDDLE_DEMO: demo ? 'on' : 'off',
    HEDDLE_SESSION_SECRET: sessionSecret,
    AUTH_SECRET: sessionSecret,
    NEXTAUTH_SECRET: sessionSecret,
    NEXTAUTH_URL: address.HEDDLE_URL,
    NEXT_TELEMETRY_DISABLED: '1',
  };
  return { agent, controlPlane };
};

/** Asks /api/ready until it answers 200. Throws with its last answer when it never does. */
const waitUntilReady = async (origin, signal) => {
  const end = performance.now() + readyDeadlineMs;
  let last = 'no answer';
  while (performance.now() < end && !signal.aborted) {
    try {
      const answer = await fetch(`${origin}/api/ready`, { signal: AbortSignal.timeout(5_000) });
      if (answer.ok) return;
      last = `${answer.status} ${await answer.text()}`;
    } catch (error) {
      last = error.cause?.message ?? error.message;
    }
    await delay(100);
  }
  if (!signal.aborted) throw new Error(`Heddle did not become ready. /api/ready: ${last}`);
};

const greet = (home, url) => {
  const { email, password } = readCredentials(home);
  say(`\nHeddle is ready: ${url}\n\n  sign in as   ${email}\n  password     ${password}\n`);
  say(`  Everything it remembers is in ${home}. Ctrl-C stops it.`);
};

/** Aborts at Ctrl-C or SIGTERM (a second one ends Heddle at once) and, `attached`, when whoever holds our stdin is gone. */
const stopSignal = (attached) => {
  const asked = new AbortController();
  // Whoever read our output may be gone before us; that is no reason to leave processes behind.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  if (attached) process.stdin.once('end', () => asked.abort()).resume();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(name, () => {
      if (asked.signal.aborted) process.exit(130);
      asked.abort();
      endCommands();
    });
  }
  return asked;
};

const whenAborted = (signal) =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', resolve, { once: true });
  });

/** Each step in its order; what has to be undone at the end is pushed to `undo`. */
const run = async (options, { stopping, undo }) => {
  const { host, mode, demo } = options;
  const go = async (title, act) => {
    stopping.signal.throwIfAborted();
    return step(title, act);
  };
  if (needsInstall()) await go('Installing dependencies', installDependencies);
  await go('Bundling programs', buildPrograms);
  if (mode === 'production') await go('Building the console', buildWeb);

  const home = openHome(options.home);
  undo.push(await takeHome(home));
  const port = await choosePort(options.port, host);
  const url = originOf(host, port);
  let processes;
  const onFailure = (error) => {
    warn(error.message);
    process.exitCode = 1;
    stopping.abort();
  };
  const database = await go('Starting Postgres', () =>
    openDatabase({ home, onMove: () => processes?.restartAll(), onFailure }),
  );
  undo.push(database.stop);
  const env = () => environmentOf({ home, url, port, mode, demo }, database.url());

  await go('Migrating the database', () => migrateDatabase(database.url()));
  await go('Laying the seed', () => runTool('dist/seed.mjs', [], { env: env().controlPlane }));
  processes = runProcesses(processesOf({ home, host, port, mode }), { home, env, warn });
  undo.push(processes.stop);
  await go('Starting agents, worker, web', () => waitUntilReady(url, stopping.signal));
  greet(home, url);
  await whenAborted(stopping.signal);
};

/**
 * Runs Heddle until it is asked to stop.
 * `port`, `home`, `host`: where; `mode`: 'production' or 'development' (Next's dev server); `demo: false`: no demo fabric.
 * `attached`: stop, too, when stdin ends, so that a Heddle that a test started never outlives it.
 */
export const start = async (options) => {
  const stopping = stopSignal(options.attached);
  const undo = [];
  try {
    await run(options, { stopping, undo });
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
  } finally {
    stopping.abort();
    for (const act of undo.reverse()) await act();
  }
};
