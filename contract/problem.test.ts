import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { problemCodes } from './problem.ts';

test('docs/errors.md says of every code when it comes, with its status', () => {
  const text = readFileSync(new URL('../docs/errors.md', import.meta.url), 'utf8').replace(/ +/g, ' ');
  const said = Object.entries(problemCodes).filter(([code, { status }]) =>
    text.includes(`| \`${code}\` | ${status} |`),
  );
  expect(said.map(([code]) => code)).toEqual(Object.keys(problemCodes));
});
