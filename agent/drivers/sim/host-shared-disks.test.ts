import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ArrayDriver } from '#agent/drivers/array-driver.ts';
import type { HostDriver, SharedDiskActs } from '#agent/drivers/host-driver.ts';
import { reservationKeys } from '#domain/fabric/reservation-key.ts';
import { createSimArray } from './create-sim-array.ts';
import { createSimHost } from './create-sim-host.ts';
import { openFabric } from './fabric.ts';

const uniqueId = 'ab'.repeat(16);
const initiator = 'iqn.x:host';
const channels = 3;
const keys = reservationKeys({ initiators: [initiator], channels });
let folder = '';
let array: ArrayDriver;
let host: HostDriver;

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'heddle-sim-shared-'));
  mkdirSync(faultsDir());
  await openArray();
  await array.createMaskingSet({ key: 'host', name: 'host', initiators: [initiator] });
  await array.createLun({ uniqueId, name: 'csv', pool: 'p', sizeBytes: 1024, kind: 'csv' });
  await present();
  await open();
});
afterEach(async () => {
  await host.close();
  await array.close();
  rmSync(folder, { recursive: true });
});

const fabricDir = () => path.join(folder, 'fabric');
const faultsDir = () => path.join(folder, 'faults');
const openArray = async (options: object = {}) => {
  const all = { fabricDir: fabricDir(), pools: [{ key: 'p', name: 'Pool', sizeBytes: 2 ** 40 }], ...options };
  array = await createSimArray(all, path.join(folder, 'array'), 'array');
};
const open = async () => {
  const own = { fqdn: 'host.example', initiators: [initiator], channels };
  const options = { fabricDir: fabricDir(), faultsDir: faultsDir(), ...own };
  host = await createSimHost(options, path.join(folder, 'host'), 'host');
};
const present = () => array.present({ uniqueId, maskingSet: 'host', access: 'read-write' });
const unpresent = () => array.unpresent({ uniqueId, maskingSet: 'host' });
const acts = (): SharedDiskActs => {
  if (!host.sharedDisks) throw new Error('It shares nothing.');
  return host.sharedDisks;
};
const attach = async () => {
  const [lun] = await array.readLuns([uniqueId]);
  const { targetIqn, portal, lunNumber } = lun ?? {};
  return acts().attach({ uniqueId, targetIqn: targetIqn ?? '', portal: portal ?? '', lunNumber: lunNumber ?? 0 });
};
const registrations = async () => (await array.readLuns([uniqueId]))[0]?.registrations;
const registered = async () =>
  Object.entries((await registrations())?.registrants ?? {}).flatMap(([key, told]) =>
    Array<string>(told.registered).fill(key),
  );
const plant = (id: string, fault: object) => writeFileSync(path.join(faultsDir(), `${id}.json`), JSON.stringify(fault));

it('goes on where it was killed between two channels', async () => {
  plant('hold', { act: 'register', mode: 'wait' });
  const standing = attach().catch(() => undefined);
  await expect.poll(() => readMet('hold')).toBe(true);
  expect(await acts().read(uniqueId)).toMatchObject({ online: false });
  // As a kill -9 leaves it: another process takes the state over and registers what is missing.
  const fabric = openFabric(fabricDir());
  const grant = fabric.see(initiator, uniqueId)?.grant ?? 0;
  fabric.registrations.register('array', uniqueId, `${initiator}#1#${grant}`, keys[1] ?? '');
  const before = host;
  await open();
  rmSync(path.join(faultsDir(), 'hold.json'));
  expect(await attach()).toMatchObject({ online: true });
  expect((await registered()).sort()).toEqual(keys);
  await standing;
  expect((await registered()).sort()).toEqual(keys);
  await before.close();
});

it('takes back the channels it had registered when its array refuses one more', async () => {
  await array.close();
  await openArray({ unstatedRegistrationLimit: { scope: 'lun', value: channels - 1 } });
  await expect(attach()).rejects.toMatchObject({
    refusal: { code: 'insufficient_registration_resources', details: { sense: '05/55/04', limit: channels - 1 } },
  });
  expect([await registered(), await acts().read(uniqueId)]).toEqual([[], null]);
  expect((await registrations())?.generation).toBe(2 * (channels - 1));
  expect((await array.readLuns([uniqueId]))[0]?.sessions).toEqual([]);
});

it('leaves its keys behind, stale, where the LUN was taken from it, and clears its own when it is back', async () => {
  await attach();
  await acts().reserve({ uniqueId, type: 5 });
  await unpresent();
  expect(await registered()).toEqual(keys);
  expect((await array.readLuns([uniqueId]))[0]?.sessions).toEqual([]);
  expect(await acts().read(uniqueId)).toMatchObject({ online: false, sizeBytes: null, registrants: {}, holder: null });
  await acts().detach({ uniqueId });
  expect(await registered()).toEqual(keys);
  await present();
  expect(await acts().read(uniqueId)).toBeNull();
  await attach();
  expect(await registered()).toEqual(keys);
  expect(await acts().read(uniqueId)).toMatchObject({ online: true, holder: { key: keys[0], type: 5 } });
});

it('registers again by itself what a restarted target forgot, unless it is kept from it', async () => {
  await attach();
  plant('kept', { act: 'register', mode: 'fail' });
  openFabric(fabricDir()).registrations.forget('array');
  const before = await host.revision();
  await expect.poll(() => readMet('kept')).toBe(true);
  expect(await registered()).toEqual([]);
  expect(await acts().read(uniqueId)).toMatchObject({ channels: keys.map((key) => ({ key, registered: false })) });
  rmSync(path.join(faultsDir(), 'kept.json'));
  await expect.poll(registered).toEqual(keys);
  expect(await host.revision()).not.toBe(before);
});

it('leaves alone what was preempted on purpose', async () => {
  await attach();
  await array.registrations?.preempt({ uniqueId, keys: keys.slice(0, 1) });
  openFabric(fabricDir()).registrations.forget('array');
  await expect.poll(registered).toEqual(keys.slice(1));
});

it('leaves a disk attached that it attaches again in vain', async () => {
  await attach();
  await array.registrations?.preempt({ uniqueId, keys: keys.slice(1) });
  plant('again', { act: 'register', mode: 'fail' });
  await expect(attach()).rejects.toMatchObject({ name: 'Failed' });
  expect(await registered()).toEqual(keys.slice(0, 1));
  expect(await acts().read(uniqueId)).toMatchObject({ online: true });
});

const readMet = (id: string) => existsSync(path.join(faultsDir(), `${id}.met`));
