import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * A process is known by its pid AND its start time (clock ticks since boot): after a crash the pid alone may have been
 * given to another program.
 */
export type ProcessIdentity = { pid: number; startTime: string };

/** null for a dead process; a zombie is dead. */
export function startTimeOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The program's name is in parentheses and may hold spaces and parentheses itself: the fields start after the last.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}

export function identityOf(pid: number): ProcessIdentity | null {
  const startTime = startTimeOf(pid);
  return startTime === null ? null : { pid, startTime };
}

export function isRunning(identity: ProcessIdentity): boolean {
  return startTimeOf(identity.pid) === identity.startTime;
}

/** The argv of a live process; empty when it cannot be read. */
export function commandLineOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1);
  } catch {
    return [];
  }
}

/**
 * The live process whose pid a program wrote in a file, if it still is that program: `argument` must stand in its argv
 * (the path of the pid file itself is a good one). null = there is none.
 */
export function processOfPidFile(file: string, argument: string): ProcessIdentity | null {
  let pid: number;
  try {
    pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  } catch {
    return null;
  }
  const identity = pid > 0 ? identityOf(pid) : null;
  return identity && commandLineOf(pid).some((word) => word.includes(argument)) ? identity : null;
}

function send(identity: ProcessIdentity, signal: NodeJS.Signals) {
  if (!isRunning(identity)) return;
  try {
    process.kill(identity.pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** Waits until the process has ended; false when it outlived `deadlineMs`. */
export async function waitForEnd(identity: ProcessIdentity, deadlineMs: number): Promise<boolean> {
  const end = performance.now() + deadlineMs;
  while (isRunning(identity)) {
    if (performance.now() >= end) return false;
    await delay(20);
  }
  return true;
}

/** Sends each signal in turn and gives the process that many milliseconds for it. Throws when it outlives them all. */
export async function endProcess(identity: ProcessIdentity, signals: [NodeJS.Signals, number][]): Promise<void> {
  for (const [signal, deadlineMs] of signals) {
    send(identity, signal);
    if (await waitForEnd(identity, deadlineMs)) return;
  }
  throw new Error(`process ${identity.pid} does not end`);
}
