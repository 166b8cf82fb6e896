import { expect, test } from 'vitest';
import { isRefused, pass, refuse, warn } from './check.ts';

test('a check says its state, and what to do unless it passed', () => {
  expect(pass('a', 'A', 'It is.')).toEqual({ code: 'a', state: 'passed', title: 'A', reason: 'It is.', remedy: null });
  expect(warn('a', 'A', 'It may.', 'Look.')).toMatchObject({ state: 'warning', remedy: { sentence: 'Look.' } });
  expect(refuse('a', 'A', 'Not so.', { sentence: 'Fix.', procedure: 'seal-golden' })).toMatchObject({
    state: 'refused',
    remedy: { sentence: 'Fix.', procedure: 'seal-golden' },
  });
});

test('one refusal refuses', () => {
  expect(isRefused([pass('a', '', ''), warn('b', '', '', '')])).toBe(false);
  expect(isRefused([pass('a', '', ''), refuse('b', '', '', '')])).toBe(true);
});
