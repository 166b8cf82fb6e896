import { expect, test } from 'vitest';
import { frameWork, percentile, type TraceEvent } from './frame-work.ts';

const main = { pid: 7, tid: 1 };
const event = (name: string, ts: number, more: Partial<TraceEvent> = {}): TraceEvent => ({
  ...{ name, ph: 'X', ts, ...main, ...more },
});
const threadName = (thread: { pid: number; tid: number }): TraceEvent => ({
  ...{ name: 'thread_name', ph: 'M', ts: 0, args: { name: 'CrRendererMain' }, ...thread },
});

test('work belongs to the frame that it is handed over with, and time on the processor is what counts', () => {
  const events = [
    threadName(main),
    threadName({ pid: 8, tid: 1 }),
    event('RunTask', 0, { dur: 900, pid: 8 }),
    event('RunTask', 1_000, { dur: 4_000, tdur: 3_000 }),
    event('RunTask', 6_000, { dur: 2_000, tdur: 2_000 }),
    event('Commit', 7_500, { dur: 100 }),
    event('RunTask', 16_500, { dur: 1_000 }),
    event('Commit', 17_200, { dur: 100 }),
    event('RunTask', 33_500, { dur: 9_000 }),
  ];
  expect(frameWork(events)).toEqual([5, 1]);
});

test('a trace without frames measures nothing, and says so', () => {
  expect(() => frameWork([threadName(main), event('RunTask', 0, { dur: 1 })])).toThrow('no frame');
});

test('the 95th of a hundred', () => {
  const frames = Array.from({ length: 100 }, (_, at) => 100 - at);
  expect(percentile(frames, 0.95)).toBe(95);
  expect(percentile(frames, 1)).toBe(100);
  expect(percentile([], 0.95)).toBe(0);
});
