import { truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '#agent/exec/run.ts';
import * as reservations from '#agent/iscsi/reservations.ts';
import * as scsi from '#agent/iscsi/scsi.ts';
import { type IscsiSession, openSession, type SessionOptions } from '#agent/iscsi/session.ts';
import { labSuite } from './parts/lab-suite.ts';
import { openRoom, type Room, takeDownDeadRooms } from './parts/room.ts';
import { type LabTgtd, startTgtd } from './parts/tgtd.ts';

const target = 'iqn.2026-01.lab.iscsi:disk';
const sizeBytes = 64 * 1024 * 1024;

await labSuite('the initiator against tgtd', ['array'], () => {
  let room: Room;
  let tgtd: LabTgtd;
  const sessions: IscsiSession[] = [];
  const tgtadm = (...args: string[]) =>
    run(['tgtadm', '--lld', 'iscsi', ...args], { env: { TGT_IPC_SOCKET: tgtd.socket.replace(/\.0$/, '') } });
  const open = async (more: Partial<SessionOptions> = {}) => {
    const names = { targetName: target, initiatorName: 'iqn.2026-01.lab.host:a' };
    const session = await openSession({ portal: tgtd.portal, ...names, ...more });
    sessions.push(session);
    await scsi.drainUnitAttention(session);
    return session;
  };

  beforeAll(async () => {
    await takeDownDeadRooms();
    room = await openRoom('iscsi');
    tgtd = await startTgtd(room.dir);
    const file = path.join(room.dir, 'disk');
    await writeFile(file, '');
    await truncate(file, sizeBytes);
    await tgtadm('--op', 'new', '--mode', 'target', '--tid', '1', '-T', target);
    await tgtadm('--op', 'new', '--mode', 'logicalunit', '--tid', '1', '--lun', '1', '-b', file);
    const ids = 'scsi_id=60aa11bb,scsi_sn=60aa11bb,vendor_id=HEDDLE,product_id=LAB DISK';
    await tgtadm('--op', 'update', '--mode', 'logicalunit', '--tid', '1', '--lun', '1', '--params', ids);
    for (const host of ['a', 'b']) {
      const name = `iqn.2026-01.lab.host:${host}`;
      await tgtadm('--op', 'bind', '--mode', 'target', '--tid', '1', '--initiator-name', name);
    }
  });
  afterAll(async () => {
    await Promise.all(sessions.map((session) => session.logout()));
    await room?.close();
  });

  test('a disk tells what it is', async () => {
    const session = await open();
    expect(await scsi.inquiry(session)).toMatchObject({ deviceType: 0, vendor: 'HEDDLE', product: 'LAB DISK' });
    expect(await scsi.unitSerial(session)).toBe('60aa11bb');
    const designators = await scsi.unitDesignators(session);
    expect(designators.find((designator) => designator.type === 1)?.text).toContain('60aa11bb');
    expect(await scsi.readCapacity16(session)).toEqual({ blocks: BigInt(sizeBytes / 512), blockBytes: 512 });
    expect(await scsi.isWriteProtected(session)).toBe(false);
    await scsi.testUnitReady(session);
    await session.ping();
  });

  test('what is written is read back, within and beyond one burst', async () => {
    const session = await open();
    for (const blocks of [1, 16, 17, 600, 2000]) {
      const data = Buffer.alloc(blocks * 512, blocks % 251);
      await scsi.write16(session, 100n, data);
      expect((await scsi.read16(session, 100n, blocks)).equals(data)).toBe(true);
    }
  });

  test('hundreds of commands at once are held back to what the target takes', async () => {
    const session = await open();
    await scsi.write16(session, 0n, Buffer.concat(Array.from({ length: 400 }, (_, n) => Buffer.alloc(512, n % 256))));
    const blocks = await Promise.all(Array.from({ length: 400 }, (_, n) => scsi.read16(session, BigInt(n), 1)));
    expect(blocks.every((block, n) => block[0] === n % 256 && block[511] === n % 256)).toBe(true);
  });

  test('a read beyond the end is an error of that command, and the session goes on', async () => {
    const session = await open();
    const beyond = scsi.read16(session, BigInt(sizeBytes / 512), 1);
    await expect(beyond).rejects.toMatchObject({ name: 'ScsiError', status: 2, sense: { key: 5 } });
    await scsi.testUnitReady(session);
  });

  test('a read-only disk refuses writes with 07/2700 and says so beforehand', async () => {
    const session = await open();
    const update = (value: string) =>
      tgtadm('--op', 'update', '--mode', 'logicalunit', '--tid', '1', '--lun', '1', '--params', `readonly=${value}`);
    await update('1');
    try {
      expect(await scsi.isWriteProtected(session)).toBe(true);
      const write = scsi.write16(session, 0n, Buffer.alloc(512));
      await expect(write).rejects.toMatchObject({ name: 'ScsiError', sense: { code: '07/2700' } });
    } finally {
      await update('0');
    }
    await scsi.write16(session, 0n, Buffer.alloc(512));
  });

  test('reservations: keys are seen by all, a stranger conflicts, and is let in by preempting', async () => {
    const { writeExclusiveRegistrantsOnly: type } = reservations.reservationTypes;
    const a = await open({ isid: 0xa1 });
    const b = await open({ isid: 0xb1, initiatorName: 'iqn.2026-01.lab.host:b' });
    await reservations.register(a, 0n, 0xa1n);
    await reservations.reserve(a, 0xa1n, type);
    expect((await reservations.readKeys(b)).keys).toEqual(['00000000000000a1']);
    expect(await reservations.readReservation(b)).toEqual({ key: '00000000000000a1', type });
    await expect(scsi.write16(b, 0n, Buffer.alloc(512))).rejects.toMatchObject({ status: 0x18 });
    await reservations.registerAndIgnore(b, 0xb1n);
    await scsi.write16(b, 0n, Buffer.alloc(512));
    await reservations.preempt(b, 0xb1n, 0xa1n, type);
    expect((await reservations.readKeys(b)).keys).toEqual(['00000000000000b1']);
    expect((await reservations.readReservation(b))?.key).toBe('00000000000000b1');
    await reservations.release(b, 0xb1n, type);
    expect(await reservations.readReservation(b)).toBeNull();
    await reservations.clear(b, 0xb1n);
    expect((await reservations.readKeys(b)).keys).toEqual([]);
  });

  test('a foreign initiator is told that there is no such target', async () => {
    const foreign = open({ initiatorName: 'iqn.2026-01.lab.host:foreign' });
    await expect(foreign).rejects.toMatchObject({ name: 'LoginRefused', status: 0x0203 });
    await expect(open({ targetName: 'iqn.2026-01.lab:none' })).rejects.toMatchObject({ status: 0x0203 });
    await expect(open({ portal: '127.0.0.1:1' })).rejects.toMatchObject({ name: 'ConnectionLost' });
  });

  test('CHAP: the right secret is let in, a wrong one and none are not', async () => {
    await tgtadm('--op', 'new', '--mode', 'account', '--user', 'lab', '--password', 'lab secret 123');
    await tgtadm('--op', 'bind', '--mode', 'account', '--tid', '1', '--user', 'lab');
    try {
      await expect(open()).rejects.toMatchObject({ name: 'LoginRefused', status: 0x0201 });
      await expect(open({ chap: { user: 'lab', secret: 'wrong secret!' } })).rejects.toMatchObject({ status: 0x0201 });
      await scsi.testUnitReady(await open({ chap: { user: 'lab', secret: 'lab secret 123' } }));
    } finally {
      await tgtadm('--op', 'unbind', '--mode', 'account', '--tid', '1', '--user', 'lab');
    }
  });

  test('a command on a target that died ends with an error, not with a hang', async () => {
    const session = await open({ commandDeadlineMs: 30_000 });
    await tgtd.restart();
    await expect(scsi.testUnitReady(session)).rejects.toMatchObject({ name: 'ConnectionLost' });
  });
});
