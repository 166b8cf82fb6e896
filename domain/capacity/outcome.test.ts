import { expect, test } from 'vitest';
import { answer, refuse } from './outcome.ts';

test('an answer carries its value, a refusal every reason', () => {
  const reasons = [
    { code: 'negative', field: 'hosts', sentence: 'hosts is -1.', remedy: 'Give 1 or more.' },
    { code: 'fractional', field: 'csvs', sentence: 'csvs is 1.5.', remedy: 'Give a whole number.' },
  ] as const;
  expect(answer(16)).toEqual({ ok: true, value: 16 });
  expect(refuse(reasons)).toEqual({ ok: false, refusals: reasons });
});
