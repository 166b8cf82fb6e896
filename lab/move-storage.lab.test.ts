import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HostDriver } from '#agent/drivers/host-driver.ts';
import { createQemuDriver } from '#agent/drivers/qemu/create-qemu-driver.ts';
import { readJournal } from '#agent/drivers/qemu/move-journal.ts';
import { moveRunning } from '#agent/drivers/qemu/move-running.ts';
import { findDefinition, vmDir } from '#agent/drivers/qemu/vm-definition.ts';
import { findVmProcess } from '#agent/drivers/qemu/vm-process.ts';
import { endProcess } from '#agent/exec/process-table.ts';
import { registerAs } from '#agent/iscsi/registrants.ts';
import { reserve } from '#agent/iscsi/reservations.ts';
import type { LunValue } from '#contract/agent/luns.ts';
import { buildGoldenImage } from './parts/golden-image.ts';
import { type GrantingArray, openGrantingArray } from './parts/granting-array.ts';
import { vmDisk } from './parts/host-rig.ts';
import { labSuite } from './parts/lab-suite.ts';
import { tickingInit, ticksOf } from './parts/shared-ticking-init.ts';
import { openLun } from './parts/try-open.ts';

const initiator = 'iqn.2026-01.lab.host:mover';
const mib = 1024 * 1024;
const sizeBytes = 128 * mib;
const bootDeadline = () => AbortSignal.timeout(240_000);
const moveDeadline = () => AbortSignal.timeout(240_000);
const patience = { timeout: 60_000, interval: 100 };

await labSuite('moving the storage of VMs', ['array', 'host'], () => {
  let array: GrantingArray;
  let golden: LunValue;
  let stateDir: string;
  let host: HostDriver;
  let number = 0;
  const open = async (shutdownGraceMs = 0) => {
    host = await createQemuDriver({ name: 'Host', fqdn: 'host.lab', initiator, shutdownGraceMs }, stateDir, 'qemu-1');
  };
  const move = (key: string, from: LunValue, to: LunValue, bytesPerSecond: number | null = null) => {
    if (!host.moveStorage) throw new Error('the host moves no storage');
    return (signal = moveDeadline()) =>
      host.moveStorage?.({ key, from: from.uniqueId, to: vmDisk(to), bytesPerSecond }, signal);
  };
  const home = async () => {
    const lun = await array.clone(golden);
    await array.grant(lun, initiator, 'read-write');
    return lun;
  };
  const empty = async (more: { sizeBytes?: number; access?: 'read-write' | 'read-only' | null } = {}) => {
    const uniqueId = `ff00${(++number).toString(16).padStart(28, '0')}`;
    const named = { name: `empty-${number}`, pool: array.room.options.poolName, kind: 'data' as const };
    const lun = await array.driver.createLun({ uniqueId, sizeBytes: more.sizeBytes ?? sizeBytes, ...named });
    const access = more.access === undefined ? 'read-write' : more.access;
    if (access) await array.grant(lun, initiator, access);
    return lun;
  };
  const define = async (lun: LunValue) => {
    const key = `mover-${++number}`;
    const vm = { key, name: key, hostname: key, cpus: 1, memoryBytes: 160 * mib, disks: [vmDisk(lun)] };
    await host.createVm(vm);
    return key;
  };
  const start = (key: string) => host.startVm({ key }, bootDeadline());
  const consoleOf = (key: string) => readFile(path.join(vmDir(stateDir, key), 'console.log'), 'latin1');
  const lastTick = async (key: string) => ticksOf(await consoleOf(key)).at(-1) ?? 0;
  /** The guest writes to its disk and says so, several times from now on. */
  const goesOn = async (key: string) => {
    const before = await lastTick(key);
    await expect.poll(() => lastTick(key), patience).toBeGreaterThan(before + 3);
  };
  const digest = async ({ uniqueId }: LunValue) => {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(path.join(array.room.poolDir, `${uniqueId}.lun`))) hash.update(chunk);
    return hash.digest('hex');
  };
  const sessionsOf = async ({ uniqueId }: LunValue) => (await array.driver.readLuns([uniqueId]))[0]?.sessions;
  const definedOn = async (key: string) => (await findDefinition(stateDir, key))?.disks.map(({ uniqueId }) => uniqueId);
  const seenOn = async (key: string) => (await host.readVm(key))?.disks.map(({ uniqueId }) => uniqueId);
  const journalOf = (key: string) => readJournal(vmDir(stateDir, key));
  const refused = (code: string) => ({ name: 'Refused', refusal: { code } });
  const failed = { name: 'Failed', refusal: { code: 'migration_failed' } };

  beforeAll(async () => {
    array = await openGrantingArray('move');
    golden = await array.makeGolden(await buildGoldenImage(array.dir, sizeBytes, tickingInit), sizeBytes);
    stateDir = path.join(array.dir, 'host-state');
    await mkdir(stateDir, { mode: 0o700 });
    await open();
  });
  afterAll(async () => {
    await host?.close();
    await array?.close();
  });

  test('a running VM goes on while its disk moves to a larger LUN, and starts from there afterwards', async () => {
    const [from, to] = [await home(), await empty({ sizeBytes: 2 * sizeBytes })];
    const key = await define(from);
    await start(key);
    await goesOn(key);
    const identity = findVmProcess(vmDir(stateDir, key));
    const moved = await move(key, from, to)();
    expect(moved).toMatchObject({ state: 'running', ready: true, disks: [{ uniqueId: to.uniqueId }] });
    expect(findVmProcess(vmDir(stateDir, key))).toEqual(identity);
    expect(await definedOn(key)).toEqual([to.uniqueId]);
    expect(await journalOf(key)).toBeNull();
    expect(await sessionsOf(from)).toEqual([]);
    expect(await sessionsOf(to)).toEqual([initiator]);
    // The guest was never started anew, lost no number, and writes to the new LUN alone.
    const [old, fresh] = [await digest(from), await digest(to)];
    await goesOn(key);
    expect(await digest(from)).toBe(old);
    expect(await digest(to)).not.toBe(fresh);
    const said = await consoleOf(key);
    expect(said.match(/READY/g)).toHaveLength(1);
    const ticks = ticksOf(said);
    expect(ticks).toEqual(ticks.map((_, at) => at + 1));
    expect(await move(key, from, to)()).toEqual(await host.readVm(key));
    // The array may take the old LUN away under it.
    await array.revoke(from, initiator);
    await array.driver.deleteLun({ uniqueId: from.uniqueId });
    await host.close();
    await open(120_000);
    await host.stopVm({ key });
    const last = await lastTick(key);
    expect(await consoleOf(key)).toContain('Power down');
    await start(key);
    await goesOn(key);
    expect(await consoleOf(key)).toMatch(/READY hostname=\S+ write=ok boots=2/);
    expect(ticksOf(await consoleOf(key))[0]).toBeGreaterThan(last);
    await host.close();
    await open();
    await host.stopVm({ key });
  });

  test('what cannot be moved is refused before anything is copied', async () => {
    const [from, taken] = [await home(), await home()];
    const [key, other] = [await define(from), await define(taken)];
    const small = await empty({ sizeBytes: sizeBytes / 2 });
    const [masked, sealed] = [await empty({ access: null }), await empty({ access: 'read-only' })];
    const reserved = await empty();
    const holder = await openLun(reserved, initiator);
    await registerAs(holder, '00000000000000aa');
    await reserve(holder, 0xaan, 5);
    const refusals = async () => {
      await expect(move(key, from, small)()).rejects.toMatchObject(refused('too_small'));
      for (const lun of [masked, sealed, reserved]) {
        await expect(move(key, from, lun)()).rejects.toMatchObject(refused('access_denied'));
      }
      await expect(move(key, from, taken)()).rejects.toMatchObject(refused('in_use'));
      await expect(move(key, small, masked)()).rejects.toMatchObject(refused('not_found'));
      await expect(move('nobody', from, small)()).rejects.toMatchObject(refused('not_found'));
    };
    await refusals();
    await start(key);
    await refusals();
    await goesOn(key);
    expect(await seenOn(key)).toEqual([from.uniqueId]);
    await host.stopVm({ key });
    await holder.logout();
    for (const one of [key, other]) await host.deleteVm({ key: one });
  });

  test('a move that is late leaves the running VM on its old LUN, and lets go of the new one', async () => {
    const [from, to] = [await home(), await empty()];
    const key = await define(from);
    await start(key);
    const slow = move(key, from, to, mib);
    await expect(slow(AbortSignal.timeout(1_500))).rejects.toMatchObject(failed);
    expect([await definedOn(key), await seenOn(key)]).toEqual([[from.uniqueId], [from.uniqueId]]);
    expect(await sessionsOf(to)).toEqual([]);
    expect(await journalOf(key)).toBeNull();
    await goesOn(key);
    // And the same move comes through when it is given the time.
    await move(key, from, to)();
    expect(await seenOn(key)).toEqual([to.uniqueId]);
    await move(key, to, from)();
    expect(await seenOn(key)).toEqual([from.uniqueId]);
    await goesOn(key);
    await host.stopVm({ key });
    const stopped = move(key, from, to, mib)(AbortSignal.timeout(500));
    await expect(stopped).rejects.toMatchObject(failed);
    expect(await seenOn(key)).toEqual([from.uniqueId]);
    await start(key);
    await host.stopVm({ key });
  });

  test('a stopped VM is copied, and starts from the new LUN', async () => {
    const [from, to] = [await home(), await empty()];
    const key = await define(from);
    await start(key);
    await goesOn(key);
    await host.stopVm({ key });
    const last = await lastTick(key);
    const old = await digest(from);
    expect(await move(key, from, to)()).toMatchObject({ state: 'stopped', disks: [{ uniqueId: to.uniqueId }] });
    await array.revoke(from, initiator);
    await start(key);
    await goesOn(key);
    expect(ticksOf(await consoleOf(key))[0]).toBeGreaterThanOrEqual(last);
    expect(await digest(from)).toBe(old);
    await host.stopVm({ key });
  });

  test('a LUN that a running VM uses is shared beside it, and left by the host only when the VM has moved off', async () => {
    const [from, to] = [await home(), await empty()];
    const key = await define(from);
    await start(key);
    const { sharedDisks } = host;
    const attached = await sharedDisks?.attach(vmDisk(from));
    expect(attached).toMatchObject({ online: true, sizeBytes, channels: [{ connected: true, registered: true }] });
    await goesOn(key);
    await expect(sharedDisks?.detach(from)).rejects.toMatchObject(refused('in_use'));
    await move(key, from, to)();
    await goesOn(key);
    expect(await sharedDisks?.read(from.uniqueId)).toEqual(attached);
    await sharedDisks?.detach(from);
    expect(await sessionsOf(from)).toEqual([]);
    await host.stopVm({ key });
  });

  test('an agent that dies while it copies finds the VM on its old LUN', async () => {
    const [from, to] = [await home(), await empty()];
    const key = await define(from);
    await start(key);
    const dir = vmDir(stateDir, key);
    const copying = moveRunning(
      { dir, from: from.uniqueId, to: vmDisk(to), initiator, bytesPerSecond: mib },
      AbortSignal.timeout(1_500),
    );
    // It leaves everything as it is, as a killed process would.
    await expect(copying).rejects.toThrow();
    expect(await journalOf(key)).toMatchObject({ phase: 'copying' });
    expect(await sessionsOf(to)).toEqual([initiator]);
    await host.close();
    await open();
    expect([await definedOn(key), await seenOn(key)]).toEqual([[from.uniqueId], [from.uniqueId]]);
    expect(await journalOf(key)).toBeNull();
    expect(await sessionsOf(to)).toEqual([]);
    await goesOn(key);
    await move(key, from, to)();
    expect(await seenOn(key)).toEqual([to.uniqueId]);
    await host.stopVm({ key });
  });

  test.each(['running', 'killed'])(
    'an agent that dies when the guest has gone over finds it there (%s)',
    async (vm) => {
      const [from, to] = [await home(), await empty()];
      const key = await define(from);
      await start(key);
      const dir = vmDir(stateDir, key);
      await moveRunning({ dir, from: from.uniqueId, to: vmDisk(to), initiator, bytesPerSecond: null }, moveDeadline());
      expect(await definedOn(key)).toEqual([from.uniqueId]);
      await goesOn(key);
      const last = await lastTick(key);
      const identity = findVmProcess(dir);
      if (vm === 'killed' && identity) await endProcess(identity, [['SIGKILL', 10_000]]);
      await host.close();
      await open();
      expect([await definedOn(key), await seenOn(key)]).toEqual([[to.uniqueId], [to.uniqueId]]);
      expect(await sessionsOf(from)).toEqual([]);
      await array.revoke(from, initiator);
      if (vm === 'running') await goesOn(key);
      await host.stopVm({ key });
      await start(key);
      await goesOn(key);
      expect(ticksOf(await consoleOf(key))[0]).toBeGreaterThanOrEqual(last);
      await host.stopVm({ key });
    },
  );
});
