import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hostNameProblem } from './host-name.ts';
import { collisions, expandPattern } from './name-pattern.ts';

test.each([
  ['web-{n}', 9, 2, ['web-9', 'web-10']],
  ['web-{nn}', 9, 2, ['web-09', 'web-10']],
  ['{nnn}-web', 999, 2, ['999-web', '1000-web']],
  ['a{n}b{nn}', 1, 1, ['a1b01']],
  ['web', 1, 1, ['web']],
])('%s from %d, %d times', (pattern, start, count, names) => {
  expect(expandPattern(pattern, start, count)).toEqual({ names, problems: [] });
});

test.each([
  ['web', 2, /all 2 would have the same name/],
  ['web-{x}', 1, /brace/],
  ['web-{n', 1, /brace/],
  ['web-{}', 1, /brace/],
  ['web_{n}', 1, /holds '_'/],
  ['{n}', 1, /digits alone/],
  [`${'x'.repeat(62)}{nn}`, 1, /64 characters/],
  ['web-{n}-', 1, /begins or ends/],
])('%s has a problem', (pattern, count, problem) => {
  expect(expandPattern(pattern, 1, count).problems.join('\n')).toMatch(problem);
});

test('names that come out twice are told once', () => {
  expect(collisions(['a', 'B', 'b', 'b', 'c'])).toEqual(['b']);
});

test('good names are as many as asked, all different, all host names, and counted without gaps', () => {
  const pattern = fc.tuple(fc.stringMatching(/^[a-z]{1,8}-?$/), fc.integer({ min: 1, max: 6 }));
  fc.assert(
    fc.property(pattern, fc.nat(999_999), fc.integer({ min: 1, max: 50 }), ([prefix, digits], start, count) => {
      const { names, problems } = expandPattern(`${prefix}{${'n'.repeat(digits)}}`, start, count);
      expect(problems).toEqual([]);
      expect(names.map((name) => Number(name.slice(prefix.length)))).toEqual(
        Array.from({ length: count }, (_, i) => start + i),
      );
      expect(new Set(names).size).toBe(count);
      for (const name of names) expect(hostNameProblem(name)).toBeNull();
    }),
  );
});
