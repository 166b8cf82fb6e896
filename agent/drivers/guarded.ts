import type { Refusal } from '#contract/agent/operation.ts';
import { Busy } from './busy.ts';
import type { Driver } from './driver.ts';
import { Failed } from './failed.ts';
import { type ObjectHold, objectLocks } from './object-locks.ts';
import { Refused } from './refused.ts';
import { slots } from './slots.ts';

/** How an act of a driver ended; what it threw decides: Refused, Busy, or anything else = failed. */
export type Ending<T> =
  | { ending: 'done'; value: T }
  | { ending: 'refused'; refusal: Refusal }
  | { ending: 'busy'; refusal: Refusal }
  | { ending: 'failed'; refusal: Refusal };

export type Act<T> = {
  name: string;
  hold: ObjectHold;
  deadlineMs: number;
  body: (signal: AbortSignal) => Promise<T>;
};

type Counts = { [act: string]: { [ending in Ending<never>['ending']]: number } };

export type Guarded = {
  driver: Driver;
  act<T>(act: Act<T>): Promise<Ending<T>>;
  counts: Counts;
};

/**
 * What every driver needs and none should write itself: acts on one object one after another, at most `atOnce` in the
 * system together, an abort signal at the deadline, errors sorted into classes, and counts of how acts ended.
 * The objects stay held until the body has really come back, so that nothing overtakes an act that is late.
 */
export const guarded = (driver: Driver, { atOnce = 64 } = {}): Guarded => {
  const locks = objectLocks();
  const slot = slots(atOnce);
  const counts: Counts = {};

  const attempt = async <T>({ hold, deadlineMs, body }: Act<T>): Promise<Ending<T>> => {
    const until = performance.now() + deadlineMs;
    let release = () => {};
    let free = () => {};
    try {
      release = await locks.hold(hold, deadlineMs);
      free = await slot();
      const value = await body(AbortSignal.timeout(Math.max(1, Math.round(until - performance.now()))));
      return { ending: 'done', value };
    } catch (error) {
      return endingOf(error);
    } finally {
      free();
      release();
    }
  };

  const act = async <T>(asked: Act<T>): Promise<Ending<T>> => {
    const ended = await attempt(asked);
    counts[asked.name] ??= { done: 0, refused: 0, busy: 0, failed: 0 };
    const count = counts[asked.name];
    if (count) count[ended.ending] += 1;
    return ended;
  };

  return { driver, act, counts };
};

const endingOf = (error: unknown): Ending<never> => {
  if (error instanceof Refused) return { ending: 'refused', refusal: error.refusal };
  if (error instanceof Busy) return { ending: 'busy', refusal: error.refusal };
  return { ending: 'failed', refusal: refusalOf(error) };
};

/** Words for an error that the driver did not name; its class comes from the system's error code where there is one. */
export const refusalOf = (error: unknown): Refusal => {
  if (error instanceof Failed || error instanceof Refused) return error.refusal;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const sentence = error instanceof Error ? error.message : String(error);
  return { code: classOf(error, code), sentence, ...(code ? { details: { code } } : {}) };
};

const classes: { [code: string]: string } = {
  ENOSPC: 'no_space',
  EDQUOT: 'no_space',
  EROFS: 'no_space',
  ECONNREFUSED: 'world_unreachable',
  ECONNRESET: 'world_unreachable',
  EPIPE: 'world_unreachable',
  ENOENT: 'world_unreachable',
  ETIMEDOUT: 'deadline_exceeded',
};

const classOf = (error: unknown, code: string) =>
  error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError')
    ? 'deadline_exceeded'
    : (classes[code] ?? 'driver_error');
