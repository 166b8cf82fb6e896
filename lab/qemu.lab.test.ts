import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HostDriver } from '#agent/drivers/host-driver.ts';
import { createQemuDriver } from '#agent/drivers/qemu/create-qemu-driver.ts';
import { vmDir } from '#agent/drivers/qemu/vm-definition.ts';
import { commandLineOf } from '#agent/exec/process-table.ts';
import type { LunValue } from '#contract/agent/luns.ts';
import { buildGoldenImage } from './parts/golden-image.ts';
import { type GrantingArray, openGrantingArray } from './parts/granting-array.ts';
import { vmDisk } from './parts/host-rig.ts';
import { labSuite } from './parts/lab-suite.ts';

const initiator = 'iqn.2026-01.lab.host:vms';
const mib = 1024 * 1024;
/** Guests are translated, not accelerated, on a machine that does other things too. */
const bootDeadline = () => AbortSignal.timeout(240_000);

await labSuite('the qemu host', ['array', 'host'], () => {
  let array: GrantingArray;
  let golden: LunValue;
  let stateDir: string;
  let host: HostDriver;
  let number = 0;
  const goldenFile = () => path.join(array.room.poolDir, `${golden.uniqueId}.lun`);
  const digest = async (file: string) => {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(file)) hash.update(chunk);
    return hash.digest('hex');
  };
  const open = (more: object = {}) =>
    createQemuDriver({ name: 'Host', fqdn: 'host.lab', initiator, ...more }, stateDir, 'qemu-1');
  const define = async (lun: LunValue, more: object = {}) => {
    const hostname = `lab-${++number}`;
    const vm = { key: hostname, name: hostname, hostname, cpus: 1, memoryBytes: 160 * mib, disks: [vmDisk(lun)] };
    await host.createVm({ ...vm, ...more });
    return vm;
  };
  const runningVms = async () => {
    const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0);
    return pids.filter((pid) => commandLineOf(pid).some((word) => word.startsWith(`${stateDir}/vms/`))).length;
  };

  beforeAll(async () => {
    array = await openGrantingArray('qemu');
    golden = await array.makeGolden(await buildGoldenImage(array.dir, 1024 * mib), 1024 * mib);
    await array.grant(golden, 'iqn.2026-01.lab.library:one', 'read-only');
    stateDir = path.join(array.dir, 'host-state');
    await mkdir(stateDir, { mode: 0o700 });
    host = await open();
  });
  afterAll(async () => {
    await host?.close();
    await array?.close();
  });

  test('two clones of a golden boot under names of their own, the golden stays as it was', async () => {
    const before = await digest(goldenFile());
    const clones = [await array.clone(golden), await array.clone(golden)];
    for (const clone of clones) await array.grant(clone, initiator, 'read-write');
    const vms = [];
    for (const clone of clones) vms.push(await define(clone));
    await Promise.all(vms.map(({ key }) => host.startVm({ key }, bootDeadline())));
    for (const { key, hostname } of vms) {
      const value = await host.readVm(key);
      expect(value).toMatchObject({ state: 'running', ready: true, hostname });
      expect(value?.version).toMatch(/^\d+\.\d+/);
    }
    const [sessions] = await array.driver.readLuns(clones.slice(0, 1).map((clone) => clone.uniqueId));
    expect(sessions?.sessions).toEqual([initiator]);
    // The power button: the guest writes back what it holds and goes by itself.
    await host.close();
    host = await open({ shutdownGraceMs: 120_000 });
    for (const { key } of vms) await host.stopVm({ key });
    const consoles = vms.map(({ key }) => readFile(path.join(vmDir(stateDir, key), 'console.log'), 'latin1'));
    for (const text of await Promise.all(consoles)) expect(text).toContain('Power down');
    expect(await runningVms()).toBe(0);
    const files = clones.map((clone) => path.join(array.room.poolDir, `${clone.uniqueId}.lun`));
    const [first, second] = await Promise.all(files.map(digest));
    expect(new Set([before, first, second]).size).toBe(3);
    expect(await digest(goldenFile())).toBe(before);
  });

  test('a VM goes on while its agent is down, and is found again', async () => {
    const clone = await array.clone(golden);
    await array.grant(clone, initiator, 'read-write');
    const { key, hostname } = await define(clone);
    await host.startVm({ key }, bootDeadline());
    await host.close();
    host = await open({ shutdownGraceMs: 0 });
    expect(await host.readVm(key)).toMatchObject({ state: 'running', ready: true, hostname });
    await host.startVm({ key }, bootDeadline());
    expect(await runningVms()).toBe(1);
    await host.stopVm({ key });
    expect(await host.readVm(key)).toMatchObject({ state: 'stopped', ready: false });
    await host.deleteVm({ key });
    expect(await host.readVm(key)).toBeNull();
  });

  test('a disk that is read-only or masked from the host starts no VM, and nothing stays behind', async () => {
    const sealed = await array.clone(golden);
    await array.grant(sealed, initiator, 'read-only');
    const masked = await array.clone(golden);
    for (const lun of [sealed, masked]) {
      const { key } = await define(lun);
      const start = host.startVm({ key }, bootDeadline());
      await expect(start).rejects.toMatchObject({ name: 'Refused', refusal: { code: 'access_denied' } });
      expect(await host.readVm(key)).toMatchObject({ state: 'stopped' });
    }
    expect(await runningVms()).toBe(0);
  });

  test('a guest that does not come up in time is a failed start, and nothing stays behind', async () => {
    const empty = await array.driver.createLun({
      ...{ uniqueId: 'ff00ff00ff00ff00', name: 'empty', pool: array.room.options.poolName },
      ...{ sizeBytes: 64 * mib, kind: 'data' as const },
    });
    await array.grant(empty, initiator, 'read-write');
    const { key } = await define(empty);
    const start = host.startVm({ key }, AbortSignal.timeout(3_000));
    await expect(start).rejects.toMatchObject({ name: 'Failed', refusal: { code: 'not_ready' } });
    expect(await runningVms()).toBe(0);
  });

  test('a name that would be another option of QEMU is refused', async () => {
    const bad = { key: 'bad', name: 'bad', hostname: 'a,file=/etc/passwd', cpus: 1, memoryBytes: mib };
    const create = host.createVm({ ...bad, disks: [vmDisk(golden)] });
    await expect(create).rejects.toMatchObject({ refusal: { code: 'bad_hostname' } });
  });
});
