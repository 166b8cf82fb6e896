import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ArrayDriver } from '#agent/drivers/array-driver.ts';
import type { HostDriver } from '#agent/drivers/host-driver.ts';
import { VmValue } from '#contract/agent/vms.ts';
import { createSimArray } from './create-sim-array.ts';
import { createSimHost } from './create-sim-host.ts';

const uniqueId = 'ab'.repeat(16);
const initiator = 'iqn.x:host';
let folder = '';
let array: ArrayDriver;
let host: HostDriver;

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'heddle-sim-host-'));
  const pools = [{ key: 'p', name: 'Pool', sizeBytes: 2 ** 40 }];
  array = await createSimArray({ fabricDir: fabricDir(), pools }, path.join(folder, 'array'), 'array');
  await array.createMaskingSet({ key: 'host', name: 'host', initiators: [initiator] });
  await array.createLun({ uniqueId, name: 'boot', pool: 'p', sizeBytes: 1024, kind: 'data' });
});
afterEach(async () => {
  await host.close();
  await array.close();
  rmSync(folder, { recursive: true });
});

const fabricDir = () => path.join(folder, 'fabric');
const open = async (latency: object = {}) => {
  const options = { fabricDir: fabricDir(), fqdn: 'host.example', initiators: [initiator], latency };
  host = await createSimHost(options, path.join(folder, 'host'), 'host');
};
const present = (access: 'read-write' | 'read-only') => array.present({ uniqueId, maskingSet: 'host', access });
const create = async (name = 'vm') => {
  const [lun] = await array.readLuns([uniqueId]);
  const disk = { uniqueId, targetIqn: lun?.targetIqn ?? '', portal: lun?.portal ?? '', lunNumber: lun?.lunNumber ?? 0 };
  return host.createVm({ key: 'k', name, hostname: 'vm', cpus: 1, memoryBytes: 1024, disks: [disk] });
};
const start = (signal = AbortSignal.timeout(30_000)) => host.startVm({ key: 'k' }, signal);
const sessions = async () => (await array.readLuns([uniqueId]))[0]?.sessions;

it('boots from a LUN it is granted read-write, and holds a session to it', async () => {
  await open();
  await present('read-only');
  await create();
  await expect(start()).rejects.toMatchObject({ refusal: { code: 'access_denied' } });
  await array.unpresent({ uniqueId, maskingSet: 'host' });
  await present('read-write');
  const before = await host.revision();
  expect(await start()).toMatchObject({ state: 'running', ready: true, hostname: 'vm' });
  expect(await sessions()).toEqual([initiator]);
  expect(await host.revision()).not.toBe(before);
  await host.stopVm({ key: 'k' });
  expect(await sessions()).toEqual([]);
});

it('leaves no half-started VM when its guest stays silent', async () => {
  await open({ vmStartMs: 60_000 });
  await present('read-write');
  await create();
  const deadline = new AbortController();
  const starting = start(deadline.signal);
  await expect.poll(sessions).toEqual([initiator]);
  expect(await host.readVm('k')).toMatchObject({ state: 'starting', ready: false, hostname: null });
  deadline.abort();
  await expect(starting).rejects.toMatchObject({ refusal: { code: 'not_ready' } });
  expect(await host.readVm('k')).toMatchObject({ state: 'stopped' });
  expect(await sessions()).toEqual([]);
});

it('has guests that come up while no agent looks', async () => {
  await open({ vmStartMs: 200 });
  await present('read-write');
  await create();
  void start().catch(() => undefined);
  await expect.poll(async () => (await host.readVm('k'))?.state).not.toBe('stopped');
  await host.close();
  await open({ vmStartMs: 60_000 });
  await expect.poll(async () => (await host.readVm('k'))?.ready).toBe(true);
});

it('accepts whatever a guest reports of itself', async () => {
  await open();
  await create('sim-garbage');
  expect(VmValue.parse(await host.readVm('k')).version?.length).toBeGreaterThan(70_000);
});
