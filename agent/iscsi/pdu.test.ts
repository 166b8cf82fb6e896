import { expect, test } from 'vitest';
import { createPduReader, encodePdu, headerBytes, opcodes } from './pdu.ts';
import { commandHeader, dataOutHeader, loginHeader, nopOutHeader } from './request-pdus.ts';

test('a data segment is announced unpadded and sent padded to four bytes', () => {
  const wire = encodePdu(Buffer.alloc(headerBytes), Buffer.from('abcde'));
  expect(wire.length).toBe(48 + 8);
  expect(wire.readUIntBE(5, 3)).toBe(5);
  expect(wire.subarray(48).toString('latin1')).toBe('abcde\0\0\0');
});

test('the reader cuts PDUs out of a stream whatever the chunks', () => {
  const head = Buffer.alloc(headerBytes);
  head.writeUInt8(0x40 | opcodes.nopIn, 0);
  const stream = Buffer.concat([
    encodePdu(head, Buffer.from('one')),
    encodePdu(head),
    encodePdu(head, Buffer.alloc(9)),
  ]);
  for (const chunkBytes of [1, 7, 48, 51, stream.length]) {
    const reader = createPduReader(1024);
    const sizes: number[] = [];
    for (let at = 0; at < stream.length; at += chunkBytes) {
      for (const pdu of reader.push(stream.subarray(at, at + chunkBytes))) {
        expect(pdu.opcode).toBe(opcodes.nopIn);
        sizes.push(pdu.data.length);
      }
    }
    expect(sizes).toEqual([3, 0, 9]);
  }
});

test('additional header segments are passed over', () => {
  const head = Buffer.alloc(headerBytes);
  head.writeUInt8(2, 4);
  head.writeUIntBE(4, 5, 3);
  const [pdu] = createPduReader(1024).push(Buffer.concat([head, Buffer.alloc(8, 0xee), Buffer.from('data')]));
  expect(pdu?.data.toString()).toBe('data');
});

test('a target that announces more than it may is refused', () => {
  const head = Buffer.alloc(headerBytes);
  head.writeUIntBE(2048, 5, 3);
  expect(() => createPduReader(1024).push(head)).toThrow('2048 bytes');
});

test('a login request carries stage, session id and counters', () => {
  const isid = Buffer.from('800000000007', 'hex');
  const head = loginHeader({ current: 1, next: 3, transit: true }, isid, 0x1234, 9, 77);
  expect(head.toString('hex')).toBe(
    `4387${'0000'}${'00000000'}${'800000000007'}1234${'00000000'}${'00000000'}${'00000009'}${'0000004d'}${'00'.repeat(16)}`,
  );
  expect(loginHeader({ current: 0, next: 1, transit: false }, isid, 0, 1, 0).readUInt8(1)).toBe(0);
});

test('a command carries direction, LUN, length, counters and CDB', () => {
  const cdb = Buffer.from([0x12, 0, 0, 0, 255, 0]);
  const head = commandHeader({ tag: 5, lun: 1, cdb, readBytes: 255, writeBytes: 0, cmdSn: 3, expStatSn: 4 });
  expect(head.readUInt8(0)).toBe(opcodes.scsiCommand);
  expect(head.readUInt8(1)).toBe(0x80 | 0x40 | 0x01);
  expect(head.readUInt16BE(8)).toBe(1);
  expect(head.readUInt32BE(16)).toBe(5);
  expect(head.readUInt32BE(20)).toBe(255);
  expect(head.readUInt32BE(24)).toBe(3);
  expect(head.readUInt32BE(28)).toBe(4);
  expect(head.subarray(32, 38)).toEqual(cdb);
  const write = commandHeader({ tag: 6, lun: 300, cdb, readBytes: 0, writeBytes: 512, cmdSn: 4, expStatSn: 4 });
  expect(write.readUInt8(1)).toBe(0x80 | 0x20 | 0x01);
  expect(write.readUInt16BE(8)).toBe(0x4000 | 300);
});

test('data out says where it belongs and whether it is the last of its burst', () => {
  const fields = { tag: 5, transferTag: 0xaabb, lun: 1, expStatSn: 2, dataSn: 1, offset: 8192 };
  expect(dataOutHeader({ ...fields, isLast: false }).readUInt8(1)).toBe(0);
  const last = dataOutHeader({ ...fields, isLast: true });
  expect(last.readUInt8(1)).toBe(0x80);
  expect(last.readUInt32BE(20)).toBe(0xaabb);
  expect(last.readUInt32BE(36)).toBe(1);
  expect(last.readUInt32BE(40)).toBe(8192);
});

test("the answer to a target's ping repeats its LUN and transfer tag", () => {
  const head = nopOutHeader(0xffffffff, 0x77, Buffer.from('0001000000000000', 'hex'), 3, 4);
  expect(head.readUInt8(0)).toBe(0x40 | opcodes.nopOut);
  expect(head.subarray(8, 16).toString('hex')).toBe('0001000000000000');
  expect(head.readUInt32BE(16)).toBe(0xffffffff);
  expect(head.readUInt32BE(20)).toBe(0x77);
});
