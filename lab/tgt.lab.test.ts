import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ArrayDriver } from '#agent/drivers/array-driver.ts';
import { createTgtDriver } from '#agent/drivers/tgt/create-tgt-driver.ts';
import { run } from '#agent/exec/run.ts';
import { read16, testUnitReady, unitSerial, write16 } from '#agent/iscsi/scsi.ts';
import type { LunValue } from '#contract/agent/luns.ts';
import { type ArrayRoom, openArrayRoom } from './parts/array-room.ts';
import { labSuite } from './parts/lab-suite.ts';
import { openLun, tryOpen } from './parts/try-open.ts';

const hostA = 'iqn.2026-01.lab.host:a';
const hostB = 'iqn.2026-01.lab.host:b';
const mib = 1024 * 1024;
const idOf = (n: number) => `60de${n.toString(16).padStart(28, '0')}`;

await labSuite('the tgt array', ['array'], () => {
  let room: ArrayRoom;
  let driver: ArrayDriver;
  let stateDir: string;
  let number = 0;
  const open = (options: object = {}) => createTgtDriver({ ...room.options, ...options }, stateDir, 'array-1');
  const nextId = () => idOf(++number);
  const newLun = (kind: 'golden' | 'data' = 'data') => {
    const uniqueId = nextId();
    return driver.createLun({ uniqueId, name: `lun-${number}`, pool: 'pool-1', sizeBytes: 64 * mib, kind });
  };
  const read = async (uniqueId: string): Promise<LunValue> => {
    const [lun] = await driver.readLuns([uniqueId]);
    if (!lun) throw new Error(`LUN ${uniqueId} is not found`);
    return lun;
  };
  const present = (lun: { uniqueId: string }, maskingSet: string, access: 'read-write' | 'read-only') =>
    driver.present({ uniqueId: lun.uniqueId, maskingSet, access });
  const refused = (code: string) => ({ refusal: { code } });
  const tgtadm = (...args: string[]) =>
    run(['tgtadm', '--lld', 'iscsi', ...args], { env: { TGT_IPC_SOCKET: room.tgtd.socket.replace(/\.0$/, '') } });

  beforeAll(async () => {
    room = await openArrayRoom('tgt');
    stateDir = path.join(room.dir, 'state');
    await mkdir(stateDir, { mode: 0o700 });
    driver = await open();
    await driver.createMaskingSet({ key: 'set-a', name: 'Host A', initiators: [hostA] });
    await driver.createMaskingSet({ key: 'set-b', name: 'Host B', initiators: [hostB] });
    await driver.createMaskingSet({ key: 'set-ab', name: 'Both', initiators: [hostA, hostB] });
  });
  afterAll(async () => {
    await driver?.close();
    await room?.close();
  });

  test('options are checked in words', async () => {
    await expect(createTgtDriver({ socket: 'x' }, stateDir, 's')).rejects.toThrow(
      /options of a tgt array[\s\S]*portal/,
    );
    await expect(open({ poolDir: '/proc' })).rejects.toThrow('cannot hold reflinked LUNs');
  });

  test('a LUN has its id on the wire, and only who is in its masking set may open it', async () => {
    const lun = await newLun();
    expect(await read(lun.uniqueId)).toEqual(lun);
    expect(lun).toMatchObject({ masking: {}, sessions: [], lunNumber: 1, chainDepth: 0, sizeBytes: 64 * mib });
    expect(await tryOpen(lun, hostA, 'read')).toEqual({ outcome: 'denied', why: '0x0203' });
    await present(lun, 'set-a', 'read-write');
    expect(await tryOpen(lun, hostA, 'write')).toEqual({ outcome: 'allowed', why: '' });
    expect(await tryOpen(lun, hostB, 'read')).toEqual({ outcome: 'denied', why: '0x0203' });
    const session = await openLun(lun, hostA);
    expect(await unitSerial(session)).toBe(lun.uniqueId);
    expect(await read(lun.uniqueId)).toMatchObject({ masking: { 'set-a': 'read-write' }, sessions: [hostA] });
    await session.logout();
  });

  test('read-only is real: the next write fails with 07/2700', async () => {
    const lun = await newLun();
    await present(lun, 'set-a', 'read-only');
    expect(await tryOpen(lun, hostA, 'read')).toMatchObject({ outcome: 'allowed' });
    expect(await tryOpen(lun, hostA, 'write')).toEqual({ outcome: 'denied', why: '07/2700' });
    expect((await read(lun.uniqueId)).masking).toEqual({ 'set-a': 'read-only' });
    await expect(present(lun, 'set-a', 'read-write')).rejects.toMatchObject(refused('exists_different'));
    await expect(present(lun, 'set-b', 'read-write')).rejects.toMatchObject(refused('access_conflict'));
    await present(lun, 'set-b', 'read-only');
    await driver.unpresent({ uniqueId: lun.uniqueId, maskingSet: 'set-a' });
    await driver.unpresent({ uniqueId: lun.uniqueId, maskingSet: 'set-b' });
    await present(lun, 'set-b', 'read-write');
    expect(await tryOpen(lun, hostB, 'write')).toMatchObject({ outcome: 'allowed' });
  });

  test('taking a LUN out of a masking set ends the live sessions, but not those another set still allows', async () => {
    const lun = await newLun();
    await present(lun, 'set-a', 'read-write');
    await present(lun, 'set-ab', 'read-write');
    const [a, b] = [await openLun(lun, hostA), await openLun(lun, hostB)];
    await driver.unpresent({ uniqueId: lun.uniqueId, maskingSet: 'set-ab' });
    await expect(testUnitReady(b)).rejects.toMatchObject({ name: 'ConnectionLost' });
    await testUnitReady(a);
    expect(await read(lun.uniqueId)).toMatchObject({ masking: { 'set-a': 'read-write' }, sessions: [hostA] });
    await expect(driver.deleteLun({ uniqueId: lun.uniqueId })).rejects.toMatchObject(refused('in_use'));
    await driver.unpresent({ uniqueId: lun.uniqueId, maskingSet: 'set-a' });
    await expect(testUnitReady(a)).rejects.toMatchObject({ name: 'ConnectionLost' });
    expect(await tryOpen(lun, hostA, 'read')).toEqual({ outcome: 'denied', why: '0x0203' });
    await driver.deleteLun({ uniqueId: lun.uniqueId });
    expect(await driver.readLuns([lun.uniqueId])).toEqual([null]);
  });

  test('a clone holds what its sealed parent held, and changes it nowhere else', async () => {
    const golden = await newLun('golden');
    await present(golden, 'set-a', 'read-write');
    const builder = await openLun(golden, hostA);
    await write16(builder, 0n, Buffer.alloc(mib, 7));
    await builder.logout();
    const clone = { sourceUniqueId: golden.uniqueId, uniqueId: nextId(), name: 'clone' };
    await expect(driver.cloneLun(clone)).rejects.toMatchObject(refused('parent_open_rw'));
    await driver.unpresent({ uniqueId: golden.uniqueId, maskingSet: 'set-a' });
    await present(golden, 'set-a', 'read-only');
    const file = path.join(room.poolDir, `${golden.uniqueId}.lun`);
    const digest = async () =>
      createHash('sha256')
        .update(await readFile(file))
        .digest('hex');
    const before = await digest();
    const made = await driver.cloneLun(clone);
    expect(made).toMatchObject({ kind: 'clone', parentUniqueId: golden.uniqueId, chainDepth: 1, masking: {} });
    expect(await driver.cloneLun(clone)).toEqual(made);
    await expect(driver.cloneLun({ ...clone, name: 'other' })).rejects.toMatchObject(refused('exists_different'));
    await present(made, 'set-b', 'read-write');
    const host = await openLun(made, hostB);
    expect((await read16(host, 0n, 2048)).equals(Buffer.alloc(mib, 7))).toBe(true);
    await write16(host, 0n, Buffer.alloc(mib, 9));
    await host.logout();
    expect(await digest()).toBe(before);
    await expect(driver.deleteLun({ uniqueId: golden.uniqueId })).rejects.toMatchObject(refused('has_children'));
  });

  test('limits of the array are kept', async () => {
    const golden = await newLun('golden');
    await driver.close();
    driver = await open({ maxChainDepth: 1, maxClonesPerParent: 2 });
    const clone = (source: string) => driver.cloneLun({ sourceUniqueId: source, uniqueId: nextId(), name: 'c' });
    const first = await clone(golden.uniqueId);
    await expect(clone(first.uniqueId)).rejects.toMatchObject(refused('chain_too_deep'));
    await clone(golden.uniqueId);
    await expect(clone(golden.uniqueId)).rejects.toMatchObject(refused('snapshot_limit'));
    await driver.close();
    driver = await open({ maxLuns: 1 });
    await expect(clone(golden.uniqueId)).rejects.toMatchObject(refused('lun_limit'));
    await driver.close();
    driver = await open();
  });

  test('a LUN in quarantine is kept from every host until it is taken out', async () => {
    const lun = await newLun();
    const until = '2030-01-01T00:00:00.000Z';
    await driver.setQuarantine({ uniqueId: lun.uniqueId, until });
    expect(await read(lun.uniqueId)).toMatchObject({ quarantinedUntil: until });
    await expect(present(lun, 'set-a', 'read-write')).rejects.toMatchObject(refused('quarantined'));
    await driver.setQuarantine({ uniqueId: lun.uniqueId, until: null });
    await present(lun, 'set-a', 'read-write');
    await expect(driver.setQuarantine({ uniqueId: lun.uniqueId, until })).rejects.toMatchObject(refused('in_use'));
  });

  test('a restarted tgtd is given everything again, by a look as well as by an act', async () => {
    const [sealed, open] = [await newLun(), await newLun()];
    await present(sealed, 'set-ab', 'read-only');
    await present(open, 'set-a', 'read-write');
    const before = await driver.readLuns([sealed.uniqueId, open.uniqueId]);
    const revision = Number(await driver.revision());
    await room.tgtd.restart();
    expect(await driver.readLuns([sealed.uniqueId, open.uniqueId])).toEqual(before);
    expect(await tryOpen(sealed, hostB, 'write')).toEqual({ outcome: 'denied', why: '07/2700' });
    await expect.poll(async () => Number(await driver.revision()), { timeout: 20_000 }).toBeGreaterThan(revision);
    await room.tgtd.restart();
    await driver.unpresent({ uniqueId: open.uniqueId, maskingSet: 'set-a' });
    expect(await tryOpen(open, hostA, 'read')).toEqual({ outcome: 'denied', why: '0x0203' });
    expect(await tryOpen(sealed, hostA, 'read')).toMatchObject({ outcome: 'allowed' });
    await room.tgtd.restart();
    const isServed = async () => {
      await driver.revision();
      return (await tryOpen(sealed, hostA, 'read')).outcome;
    };
    await expect.poll(isServed, { timeout: 20_000 }).toBe('allowed');
  });

  test('while tgtd is down acts and reads fail in words, and nothing half-done stays', async () => {
    const before = await readdir(room.poolDir);
    await room.tgtd.stop();
    await expect(newLun()).rejects.toMatchObject(refused('world_unreachable'));
    await expect(driver.readLuns([idOf(1)])).rejects.toMatchObject(refused('world_unreachable'));
    await expect(driver.revision()).resolves.toMatch(/^\d+$/);
    await room.tgtd.restart();
    expect(await driver.readLuns([idOf(number)])).toEqual([null]);
    expect(await readdir(room.poolDir)).toEqual(before);
  });

  test('an agent that died between record and effect puts it right at its next start', async () => {
    const lun = await newLun();
    await present(lun, 'set-a', 'read-write');
    await driver.close();
    // What the log says and tgtd does not: access that was given is missing, access that nobody gave is there.
    const unbind = ['--op', 'unbind', '--mode', 'target', '--tid'];
    const tid = await tidOf(lun);
    await tgtadm(...unbind, tid, '--initiator-name', hostA);
    await tgtadm('--op', 'bind', '--mode', 'target', '--tid', tid, '--initiator-name', 'iqn.2026-01.lab:x');
    // A clone that was being made: file and record are there.
    const half = { ...JSON.parse(await recordOf(lun.uniqueId)).lun, uniqueId: nextId(), tid: 9999, phase: 'making' };
    await writeFile(path.join(stateDir, 'array.jsonl'), `${JSON.stringify({ record: 'lun', lun: half })}\n`, {
      flag: 'a',
    });
    await writeFile(path.join(room.poolDir, `${half.uniqueId}.lun`), 'half');
    driver = await open();
    expect(await tryOpen(lun, hostA, 'write')).toMatchObject({ outcome: 'allowed' });
    expect((await read(lun.uniqueId)).masking).toEqual({ 'set-a': 'read-write' });
    expect(await driver.readLuns([half.uniqueId])).toEqual([null]);
    expect(await readdir(room.poolDir)).not.toContain(`${half.uniqueId}.lun`);
  });

  const recordOf = async (uniqueId: string) => {
    const lines = (await readFile(path.join(stateDir, 'array.jsonl'), 'utf8')).trim().split('\n');
    return lines.findLast((line) => line.includes(uniqueId)) ?? '';
  };
  const tidOf = async (lun: LunValue) => {
    const { stdout } = await tgtadm('--op', 'show', '--mode', 'target');
    return new RegExp(`^Target (\\d+): ${lun.targetIqn}$`, 'm').exec(stdout)?.[1] ?? '';
  };

  test('reads tell what is so, not what was ordered', async () => {
    const lun = await newLun();
    await present(lun, 'set-a', 'read-only');
    const tid = await tidOf(lun);
    const update = ['--op', 'update', '--mode', 'logicalunit', '--tid', tid, '--lun', '1', '--params'];
    await tgtadm(...update, 'readonly=0');
    expect((await read(lun.uniqueId)).masking).toEqual({ 'set-a': 'read-write' });
    await tgtadm('--op', 'bind', '--mode', 'target', '--tid', tid, '--initiator-name', 'iqn.2026-01.lab:stranger');
    const stranger = 'initiator:iqn.2026-01.lab:stranger';
    expect((await read(lun.uniqueId)).masking).toHaveProperty(stranger, 'read-write');
    expect((await driver.inventory()).maskingSets.map((set) => set.key)).toContain(stranger);
    await tgtadm('--op', 'delete', '--mode', 'target', '--tid', tid, '--force');
    expect(await read(lun.uniqueId)).toMatchObject({ targetIqn: null, masking: {} });
    await unlink(path.join(room.poolDir, `${lun.uniqueId}.lun`));
    expect(await driver.readLuns([lun.uniqueId])).toEqual([null]);
  });

  test('a thousand clones are made, exported, presented and read back in one go', async () => {
    const golden = await newLun('golden');
    const luns = Array.from({ length: 1000 }, () => ({ uniqueId: nextId() }));
    const startedAt = performance.now();
    const clone = ({ uniqueId }: { uniqueId: string }) =>
      driver.cloneLun({ sourceUniqueId: golden.uniqueId, uniqueId, name: `clone ${uniqueId}` });
    await Promise.all(luns.map(clone));
    await Promise.all(luns.map((lun) => present(lun, 'set-a', 'read-write')));
    const values = await driver.readLuns(luns.map((lun) => lun.uniqueId));
    const seconds = (performance.now() - startedAt) / 1000;
    expect(values.every((lun) => lun?.masking['set-a'] === 'read-write')).toBe(true);
    process.stderr.write(`lab: 1,000 clones made, presented and read back in ${seconds.toFixed(1)} s\n`);
    await driver.close();
    driver = await open();
    expect((await driver.inventory()).luns.length).toBeGreaterThan(1000);
    await Promise.all(luns.map((lun) => driver.unpresent({ uniqueId: lun.uniqueId, maskingSet: 'set-a' })));
    await Promise.all(luns.map((lun) => driver.deleteLun({ uniqueId: lun.uniqueId })));
  });
});
