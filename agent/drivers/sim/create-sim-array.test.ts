import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ArrayDriver } from '#agent/drivers/array-driver.ts';
import { ArrayInventory } from '#contract/agent/inventory.ts';
import { LunValue } from '#contract/agent/luns.ts';
import { createSimArray } from './create-sim-array.ts';
import { openFabric } from './fabric.ts';

const MiB = 2 ** 20;
let folder = '';
let array: ArrayDriver;
let made = 0;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'heddle-sim-array-'));
});
afterEach(async () => {
  await array.close();
  rmSync(folder, { recursive: true });
});

const fabricDir = () => path.join(folder, 'fabric');
const open = async (options: object = {}) => {
  const pools = [{ key: 'p', name: 'Pool', sizeBytes: 100 * MiB }];
  array = await createSimArray({ fabricDir: fabricDir(), pools, ...options }, path.join(folder, 'array'), 'array');
};
const uniqueId = () => {
  made += 1;
  return made.toString(16).padStart(32, '0');
};
const create = (name = 'lun') =>
  array.createLun({ uniqueId: uniqueId(), name, pool: 'p', sizeBytes: 2 ** 40, kind: 'data' });
const clone = (source: string, name = 'clone') =>
  array.cloneLun({ sourceUniqueId: source, uniqueId: uniqueId(), name });
const refusal = (act: Promise<unknown>) =>
  act.then(
    () => 'done',
    (error) => error.refusal?.code,
  );
const set = (key: string, ...initiators: string[]) => array.createMaskingSet({ key, name: key, initiators });

it('counts thin LUNs against their pool and refuses one that has no room', async () => {
  await open();
  for (let n = 0; n < 6; n += 1) await create();
  expect((await array.inventory()).pools).toMatchObject([{ sizeBytes: 100 * MiB, usedBytes: 96 * MiB }]);
  expect(await refusal(create())).toBe('pool_full');
});

it('keeps to its limits', async () => {
  await open({ capabilities: { maxLuns: 4, maxClonesPerParent: 2 } });
  const parent = await create();
  for (const name of ['one', 'two']) await clone(parent.uniqueId, name);
  expect(await refusal(clone(parent.uniqueId))).toBe('snapshot_limit');
  await create();
  expect(await refusal(create())).toBe('lun_limit');
});

it('keeps a parent read-only while it has clones, where sealing is demanded', async () => {
  await open({ capabilities: { sealRequiredBeforeClone: true } });
  const parent = await create();
  await set('s', 'iqn.x:1');
  await clone(parent.uniqueId);
  const present = { uniqueId: parent.uniqueId, maskingSet: 's', access: 'read-write' } as const;
  expect(await refusal(array.present(present))).toBe('has_children');
  expect(await refusal(array.present({ ...present, access: 'read-only' }))).toBe('done');
});

it('shows an initiator the most that any of its sets grants, and what stays when one is left', async () => {
  await open();
  const { uniqueId: lun } = await create();
  await set('own', 'iqn.x:1');
  await set('all', 'iqn.x:1', 'iqn.x:2');
  await array.present({ uniqueId: lun, maskingSet: 'all', access: 'read-only' });
  await array.present({ uniqueId: lun, maskingSet: 'own', access: 'read-write' });
  const fabric = openFabric(fabricDir());
  const seen = () => ['iqn.x:1', 'iqn.x:2'].map((initiator) => fabric.see(initiator, lun)?.access);
  expect(seen()).toEqual(['read-write', 'read-only']);
  await array.unpresent({ uniqueId: lun, maskingSet: 'own' });
  expect(seen()).toEqual(['read-only', 'read-only']);
});

it('does not let an old session live again when the LUN comes back', async () => {
  await open();
  const { uniqueId: lun } = await create();
  await set('s', 'iqn.x:1');
  const grant = () => array.present({ uniqueId: lun, maskingSet: 's', access: 'read-write' });
  const sessions = async () => (await array.readLuns([lun]))[0]?.sessions;
  await grant();
  openFabric(fabricDir()).openSession('iqn.x:1', lun);
  expect(await sessions()).toEqual(['iqn.x:1']);
  const before = await array.revision();
  await array.unpresent({ uniqueId: lun, maskingSet: 's' });
  await grant();
  expect(await sessions()).toEqual([]);
  expect(await array.revision()).not.toBe(before);
});

it('makes the fabric true again when it starts', async () => {
  await open();
  const { uniqueId: lun } = await create();
  await set('s', 'iqn.x:1');
  await array.present({ uniqueId: lun, maskingSet: 's', access: 'read-only' });
  await array.close();
  // As if it had been killed between its own change and the fabric's.
  const presented = openFabric(fabricDir()).presentedBy('array', 'iqn.x:1');
  const [right] = presented.all();
  presented.remove(lun);
  if (right) presented.put('ff'.repeat(16), { ...right, uniqueId: 'ff'.repeat(16) });
  await open();
  const fabric = openFabric(fabricDir());
  expect(fabric.seen('iqn.x:1').map((one) => one.uniqueId)).toEqual([lun]);
});

it('lies, reports garbage and breaks its contract by name', async () => {
  await open();
  const lie = await create('sim-lies-create');
  expect(LunValue.parse(lie)).toMatchObject({ name: 'sim-lies-create' });
  expect(await array.readLuns([lie.uniqueId])).toEqual([null]);
  await create('sim-garbage');
  expect(ArrayInventory.parse(await array.inventory()).version.length).toBeGreaterThan(70_000);
  const { uniqueId: nonsense } = await create('sim-nonsense');
  expect(LunValue.safeParse((await array.readLuns([nonsense]))[0]).success).toBe(false);
});

it('says in words what is wrong with its options', async () => {
  await open();
  const options = { fabricDir: fabricDir(), pools: [] };
  await expect(createSimArray(options, path.join(folder, 'b'), 'array-b')).rejects.toThrow(
    /Options of array-b: .*pools/s,
  );
});
