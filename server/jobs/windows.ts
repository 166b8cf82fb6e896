import { readFileSync, writeFileSync } from 'node:fs';

/**
 * The moments of a row between which a worker can die. Each leaves a different mix of what the database, the agent's
 * ledger and the world say, and from each the next worker must bring the job to its end.
 */
export const windows = ['before-intent', 'sent', 'answered', 'looked', 'recorded'] as const;
export type Window = (typeof windows)[number];

let faults: string | null = null;

/** Fault proofs alone call this, with a file that says at which moments this worker shall fall. */
export function fallAt(file: string | null): void {
  faults = file;
}

/**
 * A line of the file `<signal> <window> <do | undo> <row key>` makes the worker send itself that signal (SIGKILL, or
 * SIGSTOP for a worker that stands still and wakes up later) when the row passes the window. The line is taken out
 * first, so it fires once, in one worker, and the proof can see that it fired.
 */
export function pass(window: Window, direction: 'do' | 'undo', rowKeys: readonly string[]): void {
  if (faults === null) return;
  const lines = readLines(faults);
  const at = lines.findIndex((line) => {
    const [, when, way, row = ''] = line.split(' ');
    return when === window && way === direction && rowKeys.includes(row);
  });
  if (at < 0) return;
  const [fired = ''] = lines.splice(at, 1);
  writeFileSync(faults, lines.map((line) => `${line}\n`).join(''));
  process.kill(process.pid, fired.startsWith('SIGSTOP ') ? 'SIGSTOP' : 'SIGKILL');
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n').filter(Boolean);
  } catch {
    return []; // not written yet
  }
}
