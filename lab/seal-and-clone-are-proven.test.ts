import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { procedureNames } from '#contract/api/plans.ts';

const read = (file: string) => readFileSync(path.join(import.meta.dirname, file), 'utf8');

/** Names of procedures that the proof files of this folder prove on real parts. */
const proven = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.proof.lab.test.ts'))
  .flatMap((file) => {
    const proofs = [
      ...read(file).matchAll(/provesProcedure\(\s*\{\s*name: '([a-z-]+)'.*?\{ makeParts: makeRealParts \}/gs),
    ];
    return proofs.map(([, name]) => ({ file, name }));
  });

describe('on real parts', () => {
  it.each(procedureNames.filter((name) => /^(seal|clone)-/.test(name)))(
    '%s is proven, in a file of its name',
    (name) => {
      expect(proven.filter((one) => one.name === name)).toEqual([{ file: `${name}.proof.lab.test.ts`, name }]);
    },
  );

  it('nothing is proven on simulated ones', () => {
    const drivers = [...read('parts/real-parts.ts').matchAll(/driver: '([a-z]+)'/g)].map(([, driver]) => driver);
    expect(drivers.sort()).toEqual(['qemu', 'qsd', 'tgt']);
    expect(readdirSync(import.meta.dirname).filter((file) => file.endsWith('.proof.lab.test.ts'))).toEqual(
      proven.map(({ file }) => file),
    );
  });
});
