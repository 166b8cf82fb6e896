/** An event of a Chromium trace; times in µs. `tdur` is time on the processor, which waiting for one does not lengthen. */
export type TraceEvent = {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  tdur?: number;
  args?: { name?: string };
};

/** What a page's main thread hands over to be shown, at the end of the work for a frame. */
const handOver = 'Commit';
const task = 'RunTask';

/**
 * Milliseconds that the page's main thread worked for each frame: everything since the frame before it was handed over.
 * The page's thread is the one that worked most. Throws when no frame was handed over.
 */
export function frameWork(events: readonly TraceEvent[]): number[] {
  const mine = busiest(mainThreads(events).map((thread) => events.filter((event) => isOf(event, thread))));
  const handed = mine.filter(({ name }) => name === handOver).map(({ ts }) => ts);
  handed.sort((a, b) => a - b);
  if (handed.length === 0) throw new Error('The trace has no frame of the page.');
  const tasks = mine.filter(({ name, ph }) => name === task && ph === 'X').sort((a, b) => a.ts - b.ts);
  const frames: number[] = [];
  let work = 0;
  let at = 0;
  for (const { ts, dur = 0, tdur } of tasks) {
    work += (tdur ?? dur) / 1000;
    let shown = false;
    for (; (handed[at] ?? Infinity) <= ts + dur; at += 1) shown = true;
    if (!shown) continue;
    frames.push(work);
    work = 0;
  }
  return frames;
}

type Thread = { pid: number; tid: number };

function mainThreads(events: readonly TraceEvent[]): Thread[] {
  return events.filter(({ name, ph, args }) => name === 'thread_name' && ph === 'M' && args?.name === 'CrRendererMain');
}

function isOf(event: TraceEvent, { pid, tid }: Thread): boolean {
  return event.pid === pid && event.tid === tid;
}

function busiest(threads: readonly TraceEvent[][]): TraceEvent[] {
  const work = (events: readonly TraceEvent[]) =>
    events.reduce((sum, { name, dur }) => sum + (name === task ? (dur ?? 0) : 0), 0);
  return threads.reduce<TraceEvent[]>((most, next) => (work(next) > work(most) ? next : most), []);
}

/** The value that `share` of the frames do not pass. */
export function percentile(frames: readonly number[], share: number): number {
  const sorted = [...frames].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
