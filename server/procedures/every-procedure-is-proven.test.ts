import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { procedureNames } from '#contract/api/plans.ts';
import { procedures } from './registry.ts';

/** Names of procedures that the proof files of this folder prove. */
const proven = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.proof.test.ts'))
  .flatMap((file) => {
    const text = readFileSync(path.join(import.meta.dirname, file), 'utf8');
    return [...text.matchAll(/provesProcedure\(\s*\{\s*name: '([a-z-]+)'/g)].map(([, name]) => ({ file, name }));
  });

describe('every procedure', () => {
  it('is in the registry', () => {
    expect(Object.keys(procedures).sort()).toEqual([...procedureNames].sort());
  });

  it.each(procedureNames)('%s is proven, in a file of its name', (name) => {
    expect(proven).toContainEqual({ file: `${name}.proof.test.ts`, name });
  });

  it('that is proven is one', () => {
    expect(proven.filter(({ name }) => !procedureNames.some((known) => known === name))).toEqual([]);
  });
});
