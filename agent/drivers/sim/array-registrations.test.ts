import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ArrayDriver, RegistrationActs } from '#agent/drivers/array-driver.ts';
import { createSimArray } from './create-sim-array.ts';
import { openFabric } from './fabric.ts';
import { nexusOf } from './registration-state.ts';

const [first, second, third] = ['11'.repeat(16), '22'.repeat(16), '33'.repeat(16)] as const;
const [k1, k2, k3] = ['4844000000000000', '4844000000000001', '4844000000000002'] as const;
const nexus = nexusOf('iqn.x:host', 0, 1);
let folder = '';
let array: ArrayDriver;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'heddle-sim-registrations-'));
});
afterEach(async () => {
  await array.close();
  rmSync(folder, { recursive: true });
});

const open = async (options: object = {}) => {
  const pools = [{ key: 'p', name: 'Pool', sizeBytes: 2 ** 40 }];
  const all = { fabricDir: path.join(folder, 'fabric'), faultsDir: path.join(folder, 'faults'), pools, ...options };
  array = await createSimArray(all, path.join(folder, 'array'), 'array');
};
const acts = (): RegistrationActs => {
  if (!array.registrations) throw new Error('It reports no registrations.');
  return array.registrations;
};
const create = (uniqueId: string, name = 'csv', kind: 'csv' | 'data' = 'csv') =>
  array.createLun({ uniqueId, name, pool: 'p', sizeBytes: 1024, kind });
const read = async (uniqueId: string) => (await array.readLuns([uniqueId]))[0]?.registrations;
/** What hosts do, over the wires. */
const wires = () => openFabric(path.join(folder, 'fabric')).registrations;
const register = (uniqueId: string, key: string, by = nexus) => wires().register('array', uniqueId, by, key);
const refusal = (act: Promise<unknown>) =>
  act.then(
    () => 'done',
    (error) => error.refusal,
  );

it('counts room on all its LUNs against a limit of the array', async () => {
  await open({ capabilities: { registrationLimit: { scope: 'array', value: 3 } } });
  for (const uniqueId of [first, second]) await create(uniqueId);
  await acts().admit({ uniqueId: first, keys: [k1, k2] });
  expect(await refusal(acts().admit({ uniqueId: second, keys: [k1, k2] }))).toMatchObject({
    code: 'insufficient_registration_resources',
    details: { sense: '05/55/04', limit: 3, scope: 'array', used: 2, wanted: 2 },
  });
  expect((await read(second))?.registrants).toEqual({});
  await acts().admit({ uniqueId: second, keys: [k1] });
  expect(register(first, k1)).toBeNull(); // room was made for it
  expect(register(first, k3)).toMatchObject({ scope: 'array', value: 3, used: 3, wanted: 1 });
});

it('refuses registrations beyond a limit that nobody is told of, and has it found by a probe', async () => {
  await open({ unstatedRegistrationLimit: { scope: 'lun', value: 5 }, capabilities: { registrationProbe: true } });
  await create(first, 'scratch', 'data');
  expect((await array.inventory()).capabilities.registrationLimit).toBeNull();
  expect(await acts().probe({ uniqueId: first, ceiling: 4 })).toEqual({ registered: 4, refusedWith: null });
  expect(await acts().probe({ uniqueId: first, ceiling: 4096 })).toEqual({ registered: 5, refusedWith: '05/55/04' });
  expect(await read(first)).toBeNull();
  register(first, k1);
  expect(await refusal(acts().probe({ uniqueId: first, ceiling: 4 }))).toMatchObject({ code: 'in_use' });
});

it('tells of CSVs and of other LUNs that somebody registered on, and of nothing after they are gone', async () => {
  await open();
  await create(first);
  await create(second, 'data', 'data');
  expect(await read(first)).toMatchObject({ registrants: {}, generation: 0, holder: null, lostAt: null });
  expect(await read(second)).toBeNull();
  const before = await array.revision();
  register(second, k1);
  expect(await array.revision()).not.toBe(before);
  expect(await read(second)).toMatchObject({ registrants: { [k1]: { registered: 1, admitted: false } } });
  await array.deleteLun({ uniqueId: second });
  await create(second, 'data', 'data');
  expect(await read(second)).toBeNull();
});

it('has lost registrations from a planted restart of its target until they are back', async () => {
  await open();
  for (const uniqueId of [first, second, third]) await create(uniqueId);
  await acts().admit({ uniqueId: first, keys: [k1] });
  register(first, k1);
  writeFaults('restart-target-array', '');
  const lost = await read(first);
  expect(lost).toMatchObject({ registrants: { [k1]: { registered: 0, admitted: true } }, generation: 0 });
  expect(Date.parse(lost?.lostAt ?? '')).not.toBeNaN();
  expect(await read(second)).toMatchObject({ lostAt: null });
  register(first, k1);
  expect(await read(first)).toMatchObject({ lostAt: null, generation: 1 });
});

it('does not hear a command whose writer was killed in the middle of it', async () => {
  await open();
  await create(first);
  register(first, k1);
  const log = path.join(folder, 'fabric', 'registrations', 'array', `${first}.jsonl`);
  appendFileSync(log, '\n{"do":"register","nexus":"iqn.x:oth');
  register(first, k2, nexusOf('iqn.x:other', 0, 1));
  expect(Object.keys((await read(first))?.registrants ?? {})).toEqual([k1, k2]);
});

it('lets names and planted faults decide over acts on registrations', async () => {
  await open();
  await create(first, 'sim-refuses-admit-sim-lies-dismiss');
  expect(await refusal(acts().admit({ uniqueId: first, keys: [k1] }))).toMatchObject({ code: 'simulated_refusal' });
  await create(second, 'sim-lies-dismiss');
  await acts().admit({ uniqueId: second, keys: [k1] });
  await acts().dismiss({ uniqueId: second, keys: [k1] });
  expect((await read(second))?.registrants).toEqual({ [k1]: { registered: 0, admitted: true } });
  writeFaults('x.json', JSON.stringify({ act: 'confirm', mode: 'fail' }));
  expect(await refusal(acts().confirm({ uniqueId: second, keys: [k1] }))).toMatchObject({ code: 'planted_failure' });
});

const writeFaults = (name: string, text: string) => {
  const file = path.join(folder, 'faults', name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
};
