// What the operating system says about a process. A pid alone says nothing after a crash: it may have been given to
// another program since, so a process is known by its pid AND its start time.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** State letter and start time (clock ticks since boot) from /proc; undefined when there is no such process. */
const procStat = (pid) => {
  try {
    // The command name is in parentheses and may itself hold spaces and parentheses: fields start after the last one.
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0], startTime: fields[19] };
  } catch {
    return undefined;
  }
};

const psField = (pid, field) => {
  try {
    return execFileSync('ps', ['-o', `${field}=`, '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
};

/** An opaque start time that tells two processes of one pid apart; undefined for a dead process (a zombie is dead). */
export const startTimeOf = (pid) => {
  if (process.platform !== 'linux') return psField(pid, 'lstart');
  const stat = procStat(pid);
  return stat && stat.state !== 'Z' && stat.state !== 'X' ? stat.startTime : undefined;
};

/** The command line of a live process, '' when it cannot be read. */
export const commandOf = (pid) => {
  if (process.platform !== 'linux') return psField(pid, 'args') ?? '';
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
};

export const isAlive = (pid) => startTimeOf(pid) !== undefined;

/** Whether `pid` is still the process that once had this start time. */
export const isSame = ({ pid, startTime }) => startTime !== undefined && startTimeOf(pid) === startTime;

/** Sends a signal and forgives a process that has just ended. */
export const signal = (pid, name) => {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
};

/** Waits until the condition holds; false when `deadlineMs` passed first. */
export const waitUntil = async (condition, deadlineMs, everyMs = 25) => {
  const end = performance.now() + deadlineMs;
  for (;;) {
    if (await condition()) return true;
    if (performance.now() >= end) return false;
    await delay(everyMs);
  }
};

/** Ends a process politely, then by force. `signals` are tried in turn, each given its own time in ms. */
export const endProcess = async (pid, signals) => {
  for (const [name, deadlineMs] of signals) {
    signal(pid, name);
    if (await waitUntil(() => !isAlive(pid), deadlineMs)) return true;
  }
  return false;
};
