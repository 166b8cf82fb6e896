import { expect, test } from 'vitest';
import { createAttemptLimit } from './attempt-limit.ts';

const bench = () => {
  let nowMs = 5_000;
  const limit = createAttemptLimit(() => nowMs);
  const guess = (from: string, times: number) => {
    for (let n = 0; n < times; n++) limit.failed(from);
  };
  const pass = (ms: number) => {
    nowMs += ms;
  };
  return { ...limit, guess, pass };
};

test('ten wrong tokens of one caller within a minute close the door to that caller alone', () => {
  const { guess, blockedMs, pass } = bench();
  guess('192.0.2.1', 9);
  expect(blockedMs('192.0.2.1')).toBe(0);
  pass(10_000);
  guess('192.0.2.1', 1);
  expect(blockedMs('192.0.2.1')).toBe(50_000);
  expect(blockedMs('192.0.2.2')).toBe(0);
});

test('the door opens again when a minute has passed', () => {
  const { guess, blockedMs, pass } = bench();
  guess('192.0.2.1', 10);
  pass(59_999);
  expect(blockedMs('192.0.2.1')).toBe(1);
  pass(1);
  expect(blockedMs('192.0.2.1')).toBe(0);
});

test('many callers who try a little each close it to everyone', () => {
  const { guess, blockedMs } = bench();
  for (let n = 0; n < 99; n++) guess(`2001:db8::${n}`, 1);
  expect(blockedMs('192.0.2.1')).toBe(0);
  guess('2001:db8::ffff', 1);
  expect(blockedMs('192.0.2.1')).toBe(60_000);
});
