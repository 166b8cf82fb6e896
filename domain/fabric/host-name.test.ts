import { expect, test } from 'vitest';
import { hostNameProblem, sameName } from './host-name.ts';

test.each(['a', 'web-01', 'WEB', '1a', 'x'.repeat(63)])('%s is a host name', (name) => {
  expect(hostNameProblem(name)).toBeNull();
});

test.each([
  ['', /at least one/],
  ['x'.repeat(64), /64 characters/],
  ['web_01', /holds '_'/],
  ['web.01', /holds '.'/],
  ['wéb', /holds 'é'/],
  ['-web', /begins or ends/],
  ['web-', /begins or ends/],
  ['12', /digits alone/],
])('%j is none', (name, problem) => expect(hostNameProblem(name)).toMatch(problem));

test('names are told apart without regard to case', () => {
  expect(sameName('Web-01', 'web-01')).toBe(true);
  expect(sameName('web-1', 'web-01')).toBe(false);
});
