import { writeFileSync } from 'node:fs';

/**
 * The moments of a row between which a worker can die. Each leaves a different mix of what the database, the agent's
 * ledger and the world say, and from each the next worker must bring the job to its end.
 */
export const windows = ['before-intent', 'sent', 'answered', 'looked', 'recorded'] as const;
export type Window = (typeof windows)[number];
export type Death = { window: Window; direction: 'do' | 'undo'; row: string; marker: string };

let death: Death | null = null;

/** Fault proofs alone call this, in a worker of their own: it dies, as by kill -9, when the row passes the window. */
export function dieAt(planned: Death | null): void {
  death = planned;
}

export function pass(window: Window, direction: 'do' | 'undo', rowKeys: Iterable<string>): void {
  if (!death || death.window !== window || death.direction !== direction) return;
  for (const key of rowKeys) {
    if (key !== death.row) continue;
    // The proof counts that its fault really fired.
    writeFileSync(death.marker, `${process.pid}\n`);
    process.kill(process.pid, 'SIGKILL');
  }
}
