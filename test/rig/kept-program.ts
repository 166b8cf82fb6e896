import { readFileSync } from 'node:fs';
import type { Program } from './program.ts';
import { until } from './until.ts';

/** A program that is started again whenever it ends, as Heddle's own supervisor does, unless it is held down. */
export type KeptProgram = {
  /** The one that runs now; waits for it while it is being started. */
  running(): Promise<Program>;
  /** Whether it runs at this moment. */
  isUp(): boolean;
  /** Whether somebody made it stand still (Linux). */
  standsStill(): boolean;
  /** Lets it go on if somebody made it stand still. */
  wake(): void;
  /** How often it ended by itself or by a fault. */
  falls(): number;
  /** Kills it and keeps it down until `letUp`. */
  holdDown(): Promise<void>;
  /** Resolves when it runs, whether it was held down or not. */
  letUp(): Promise<void>;
  dispose(): Promise<void>;
};

type Start = (spawned: (kill9: () => Promise<void>) => void) => Promise<Program>;
const pauseMs = 200;

/** Resolves once it runs for the first time. */
export async function keepProgram(what: string, start: Start): Promise<KeptProgram> {
  let current: Program | null = null;
  let killNow: () => Promise<void> = async () => {};
  let [isHeld, isDisposed, falls, lastError] = [false, false, 0, ''];
  const isDown = () => isHeld || isDisposed;

  /** null when it ended before it was ready: its database may be away. */
  const startOnce = () =>
    start((kill9) => {
      killNow = kill9;
      if (isDown()) void kill9();
    }).catch((error: Error) => {
      lastError = error.message;
      return null;
    });
  const keep = async () => {
    while (!isDown()) {
      current = await startOnce();
      if (current) await current.ended;
      else await new Promise((resolve) => setTimeout(resolve, pauseMs));
      if (current && !isDown()) falls += 1;
      current = null;
    }
  };
  let keeping = keep();

  const running = () =>
    until(`${what} to run`, async () => current).catch((error: Error) => {
      throw new Error(`${error.message}. ${lastError}`);
    });
  const putDown = async () => {
    await killNow();
    await keeping;
  };
  const kept: KeptProgram = {
    running,
    isUp: () => current !== null,
    standsStill: () => current !== null && isStopped(current.pid),
    wake: () => current?.signal('SIGCONT'),
    falls: () => falls,
    holdDown: async () => {
      isHeld = true;
      await putDown();
    },
    letUp: async () => {
      if (isHeld) {
        isHeld = false;
        keeping = keep();
      }
      await running();
    },
    dispose: async () => {
      isDisposed = true;
      await putDown();
    },
  };
  await running().catch(async (error) => {
    await kept.dispose();
    throw error;
  });
  return kept;
}

function isStopped(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The program's name is in parentheses; its state comes next.
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('T');
  } catch {
    return false; // it has ended
  }
}
