import { expect, it } from 'vitest';
import { createFailureLimit } from './failure-limit.ts';

const at = (most: number, windowMs: number, maxKeys?: number) => {
  let now = 1_000_000;
  const limit = createFailureLimit(most, windowMs, () => now, maxKeys);
  const pass = (ms: number) => {
    now += ms;
  };
  return { limit, pass };
};

it('blocks a key after so many failures, until the oldest of them is over', () => {
  const { limit, pass } = at(3, 1000);
  for (const wait of [100, 100, 100]) {
    expect(limit.blockedMs('a')).toBe(0);
    limit.failed('a');
    pass(wait);
  }
  expect(limit.blockedMs('a')).toBe(700);
  expect(limit.blockedMs('b')).toBe(0);
  pass(700);
  expect(limit.blockedMs('a')).toBe(0);
  limit.failed('a');
  expect(limit.blockedMs('a')).toBe(100);
});

it('forgets a key on success', () => {
  const { limit } = at(1, 1000);
  limit.failed('a');
  limit.forget('a');
  expect(limit.blockedMs('a')).toBe(0);
});

it('remembers no more keys than it may', () => {
  const { limit } = at(1, 1000, 2);
  for (const key of ['a', 'b', 'a', 'c']) limit.failed(key);
  expect(['a', 'b', 'c'].map((key) => limit.blockedMs(key) > 0)).toEqual([true, false, true]);
});
