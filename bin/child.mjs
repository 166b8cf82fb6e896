import { spawn } from 'node:child_process';
import { closeSync, openSync, renameSync, statSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { endProcess } from '#bin/process-table.mjs';

const maxLogBytes = 16 * 1024 * 1024;
const firstPauseMs = 250;
const longestPauseMs = 10_000;
/** A child that ran for this long is well again: its next death is answered at once. */
const healthyAfterMs = 30_000;

const openLog = (file) => {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > maxLogBytes) renameSync(file, `${file}.old`);
  return openSync(file, 'a', 0o600);
};

/**
 * Runs a Node program and starts it again whenever it ends, with growing pauses. Its output goes to `logFile`.
 * `env()` is asked at each start. `onStart()` is told of each start, `onDeath({ name, reason, pauseMs })` of each end.
 * Answers { name, pid(), restart(), stop(graceMs) }.
 */
export const keepRunning = ({ name, args, env, cwd, logFile, onStart, onDeath }) => {
  const stopping = new AbortController();
  let child;

  const runOnce = () =>
    new Promise((resolve) => {
      const log = openLog(logFile);
      // A process group of its own: Ctrl-C in the terminal reaches Heddle alone, which stops its children in order.
      child = spawn(process.execPath, ['--enable-source-maps', ...args], {
        cwd,
        env: env(),
        detached: true,
        stdio: ['ignore', log, log],
      });
      closeSync(log);
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
      onStart();
    });

  const loop = async () => {
    let pauseMs = firstPauseMs;
    while (!stopping.signal.aborted) {
      const startedAt = performance.now();
      const reason = await runOnce();
      if (stopping.signal.aborted) return;
      if (performance.now() - startedAt > healthyAfterMs) pauseMs = firstPauseMs;
      onDeath({ name, reason, pauseMs });
      await delay(pauseMs, undefined, { signal: stopping.signal }).catch(() => {});
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    }
  };

  const isRunning = () => child?.pid !== undefined && child.exitCode === null && child.signalCode === null;
  const end = async (graceMs) => {
    if (isRunning())
      await endProcess(child.pid, [
        ['SIGTERM', graceMs],
        ['SIGKILL', 1_000],
      ]);
  };
  const done = loop();
  return {
    name,
    pid: () => (isRunning() ? child.pid : undefined),
    restart: () => end(1_500),
    stop: async (graceMs) => {
      stopping.abort();
      await end(graceMs);
      await done;
    },
  };
};
