import { Busy } from '#agent/drivers/busy.ts';
import { Refused } from '#agent/drivers/refused.ts';
import type { BoundAct, Outputs } from './act.ts';

/**
 * One attempt at an act, while its objects are held. When it breaks, the world decides what came of it; a world that
 * cannot be read decides nothing, so nothing is recorded and the next one who asks looks again.
 */
export const attempt = async (act: BoundAct, signal: AbortSignal): Promise<Outputs> => {
  try {
    return await act.run(signal);
  } catch (error) {
    if (error instanceof Refused || error instanceof Busy) throw error;
    const seen = await act.look().catch((unread: unknown) => {
      throw unreadable(error, unread);
    });
    if (seen) return seen;
    throw error;
  }
};

const unreadable = (error: unknown, unread: unknown) =>
  new Busy(
    'world_unreadable',
    `The attempt broke (${messageOf(error)}) and the world could not be read: ${messageOf(unread)}`,
    'Ask again when the system can be reached.',
  );

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
