import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isSame, startTimeOf, waitUntil } from '#bin/process-table.mjs';

const patienceMs = 15 * 60_000;

/** The process that holds the lock file: { pid, startTime }; undefined when none is named in it. */
export const lockOwner = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // just released, or just being written
  }
};

/** Takes the lock for this process; false when a live process holds it. The lock of a dead process does not count. */
export const tryLock = (file) => {
  const mine = JSON.stringify({ pid: process.pid, startTime: startTimeOf(process.pid) });
  for (const isLastTry of [false, true]) {
    try {
      writeFileSync(file, mine, { flag: 'wx', mode: 0o600 });
      return true;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const owner = lockOwner(file);
      if (isLastTry || !owner || isSame(owner)) return false;
      rmSync(file, { force: true });
    }
  }
  return false;
};

export const unlock = (file) => rmSync(file, { force: true });

/** Runs `act` while this process alone holds the lock file, waiting for it if need be. */
export const withLock = async (file, act) => {
  if (!(await waitUntil(() => tryLock(file), patienceMs, 100)))
    throw new Error(`Another process has held ${file} for too long.`);
  try {
    return await act();
  } finally {
    unlock(file);
  }
};
