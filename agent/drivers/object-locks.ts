import { Busy } from './busy.ts';

/** What an act holds while it runs: objects it changes, objects it only relies on (the parent of a clone). */
export type ObjectHold = { exclusive: string[]; shared: string[] };

type Waiter = { exclusive: boolean; admit: () => void };
type Queue = { readers: number; writer: boolean; waiting: Waiter[] };
type Release = () => void;

/**
 * One act after another on the same object, in the order they came; acts that only rely on it go together.
 * `hold` resolves with the release, or throws Busy after `waitMs`.
 */
export const objectLocks = () => {
  const queues = new Map<string, Queue>();

  const take = (name: string, exclusive: boolean, waitMs: number): Promise<void> => {
    const queue = queues.get(name) ?? { readers: 0, writer: false, waiting: [] };
    queues.set(name, queue);
    if (queue.waiting.length === 0 && isFree(queue, exclusive)) return Promise.resolve(enter(queue, exclusive));
    return new Promise((resolve, reject) => {
      const admit = () => {
        clearTimeout(timer);
        resolve();
      };
      const waiter: Waiter = { exclusive, admit };
      const timer = setTimeout(() => {
        queue.waiting.splice(queue.waiting.indexOf(waiter), 1);
        admitNext(queue); // a reader may have stood behind this one
        reject(heldBusy(name, waitMs));
      }, waitMs);
      queue.waiting.push(waiter);
    });
  };

  const leave = (name: string, exclusive: boolean) => {
    const queue = queues.get(name);
    if (!queue) return;
    if (exclusive) queue.writer = false;
    else queue.readers -= 1;
    admitNext(queue);
    if (queue.readers === 0 && !queue.writer && queue.waiting.length === 0) queues.delete(name);
  };

  const hold = async ({ exclusive, shared }: ObjectHold, waitMs: number): Promise<Release> => {
    const mine = new Set(exclusive);
    const wanted = [...new Set([...exclusive, ...shared])];
    // All at once, before anything else can stand in line: so acts keep their order, and never wait for each other.
    const taken = await Promise.allSettled(wanted.map((name) => take(name, mine.has(name), waitMs)));
    const release = () => {
      for (const [at, { status }] of taken.entries()) {
        const name = wanted[at];
        if (status === 'fulfilled' && name !== undefined) leave(name, mine.has(name));
      }
    };
    const refused = taken.find((one) => one.status === 'rejected');
    if (!refused) return release;
    release();
    throw refused.reason;
  };

  return { hold };
};

const heldBusy = (name: string, waitMs: number) =>
  new Busy(
    'object_held',
    `Another operation holds ${name}; it was not free within ${Math.round(waitMs)} ms.`,
    'Ask again when the other operation has ended.',
    { held: name },
  );

const isFree = (queue: Queue, exclusive: boolean) => !queue.writer && (!exclusive || queue.readers === 0);

const enter = (queue: Queue, exclusive: boolean) => {
  if (exclusive) queue.writer = true;
  else queue.readers += 1;
};

const admitNext = (queue: Queue) => {
  for (let next = queue.waiting[0]; next && isFree(queue, next.exclusive); next = queue.waiting[0]) {
    queue.waiting.shift();
    enter(queue, next.exclusive);
    next.admit();
  }
};
