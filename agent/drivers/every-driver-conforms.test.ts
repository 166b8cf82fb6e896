import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const here = import.meta.dirname;
const root = path.join(here, '../..');
/** Folders beside the drivers' own. */
const noDrivers = ['conformance'];

/** `<kind>/<driver>` of the registry's map. */
const registered = [...readFileSync(path.join(here, 'registry.ts'), 'utf8').matchAll(/'([a-z]+)\/([a-z]+)':/g)].map(
  ([, kind = '', driver = '']) => [kind, driver] as const,
);
const folders = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory());

it('finds every driver of this folder in the registry', () => {
  const drivers = folders.map((entry) => entry.name).filter((name) => !noDrivers.includes(name));
  expect([...new Set(registered.map(([, driver]) => driver))].sort()).toEqual(drivers.sort());
});

it.each(registered)('runs the %s suite against %s', (kind, driver) => {
  // A driver of real parts conforms where those parts are: in the lab.
  const files = [`agent/drivers/${driver}/${driver}.conformance.test.ts`, `lab/${driver}-conformance.lab.test.ts`];
  const texts = files
    .map((file) => path.join(root, file))
    .filter(existsSync)
    .map((file) => readFileSync(file, 'utf8'));
  const call = `describe${kind[0]?.toUpperCase()}${kind.slice(1)}Conformance(`;
  expect(
    texts.some((text) => text.includes(call)),
    `${files.join(' or ')} calls ${call}`,
  ).toBe(true);
});

it.each(['agent/drivers/sim/sim.conformance.test.ts', 'lab/registrations-conformance.lab.test.ts'])(
  'shares LUNs between hosts in %s',
  (file) => {
    expect(readFileSync(path.join(root, file), 'utf8')).toContain('describeSharedDiskConformance(');
  },
);
