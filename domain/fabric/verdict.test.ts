import { expect, test } from 'vitest';
import { allowed, verdictOf } from './verdict.ts';

const check = (code: string, state: 'passed' | 'warning' | 'refused') => ({
  code,
  state,
  title: code,
  reason: `${code} was found.`,
  remedy: { sentence: `Fix ${code}.` },
});

test('the first refusal speaks for all, warnings allow', () => {
  expect(verdictOf([check('a', 'passed'), check('b', 'warning')])).toBe(allowed);
  expect(verdictOf([check('a', 'warning'), check('b', 'refused'), check('c', 'refused')])).toEqual({
    allowed: false,
    code: 'b',
    sentence: 'b was found.',
    remedy: { sentence: 'Fix b.' },
  });
});
