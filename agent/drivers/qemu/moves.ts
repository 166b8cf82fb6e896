import { objectLocks } from '#agent/drivers/object-locks.ts';
import { hasJournal } from './move-journal.ts';
import type { VmDefinition } from './vm-definition.ts';

/** Keeps apart the moves that go on in this process and the settling of those that were cut off. */
export type Moves = {
  /** Runs a move of this VM; looks do not wait for it, and settle nothing while it goes on. */
  during<T>(key: string, move: () => Promise<T>): Promise<T>;
  /** Settles what a move that was cut off left in `dir`, if there is any; one look at a time. */
  settle(definition: VmDefinition, settle: () => Promise<VmDefinition>, dir: string): Promise<VmDefinition>;
};

const waitMs = 60_000;

export function createMoves(): Moves {
  const going = new Set<string>();
  const settling = objectLocks();
  const alone = (key: string) => settling.hold({ exclusive: [key], shared: [] }, waitMs);
  return {
    async during(key, move) {
      going.add(key);
      try {
        // A look that took the journal of this move for one that was cut off would end it: those that began before pass.
        (await alone(key))();
        return await move();
      } finally {
        going.delete(key);
      }
    },
    async settle(definition, settle, dir) {
      const { key } = definition;
      if (going.has(key) || !hasJournal(dir)) return definition;
      const release = await alone(key);
      try {
        return going.has(key) ? definition : await settle();
      } finally {
        release();
      }
    },
  };
}
