import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const textOf = (file: string) => readFileSync(new URL(file, root), 'utf8');

/** 'code refuses', 'code warns': whatever a file of the domain makes with the builders of checks. */
function checksOf(file: string): string[] {
  const made = textOf(file).matchAll(/\b(refuse|warn)\(\s*'([a-z0-9_]+)'/g);
  return [...made].map(([, verb, code]) => `${code} ${verb}s`);
}

test('docs/errors.md says of every check that refuses or warns when it does, and of no other', () => {
  const files = readdirSync(new URL('domain', root), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => `domain/${file}`)
    .filter((file) => textOf(file).includes("from '#domain/plans/check.ts'"));
  const [, section = ''] = /## What a plan refuses or warns of\n([\s\S]*?)\n## /.exec(textOf('docs/errors.md')) ?? [];
  const said = [...section.matchAll(/^\| `([a-z0-9_]+)` +\| ([a-z, ]+?) +\|/gm)].flatMap(([, code, states = '']) =>
    states.split(', ').map((state) => `${code} ${state}`),
  );
  const made = new Set(files.flatMap(checksOf));
  expect(made.size).toBeGreaterThan(50);
  expect(said.sort()).toEqual([...made].sort());
});
