import { expect, test } from 'vitest';
import { chapAnswer } from './chap.ts';
import { parsePortal } from './connection.ts';
import { decodeSense } from './sense.ts';
import { decodeText, encodeText } from './text.ts';

test('text keys survive the way there and back, values may hold an equals sign', () => {
  const keys = { TargetName: 'iqn.2026-01.lab:x', CHAP_C: '0x00==' };
  expect(encodeText(keys).toString()).toBe('TargetName=iqn.2026-01.lab:x\0CHAP_C=0x00==\0');
  expect(decodeText(encodeText(keys))).toEqual(keys);
  expect(decodeText(Buffer.from('rubbish\0=x\0A=1'))).toEqual({ A: '1' });
});

test('the CHAP answer is MD5 over identifier, secret and challenge', () => {
  const credentials = { user: 'lab', secret: 'correct horse battery' };
  const expected = { CHAP_N: 'lab', CHAP_R: '0x179068e1e58c3b3d0c0dbf97b722c332' };
  expect(chapAnswer({ CHAP_A: '5', CHAP_I: '39', CHAP_C: '0x001122ff' }, credentials)).toEqual(expected);
  expect(chapAnswer({ CHAP_A: '5', CHAP_I: '39', CHAP_C: '0bABEi/w==' }, credentials)).toEqual(expected);
  expect(() => chapAnswer({ CHAP_A: '7', CHAP_I: '1', CHAP_C: '0x00' }, credentials)).toThrow('other than MD5');
  expect(() => chapAnswer({ CHAP_A: '5', CHAP_I: '1', CHAP_C: 'zz' }, credentials)).toThrow('encoding');
});

test('sense data of both formats is read', () => {
  const fixed = Buffer.alloc(18);
  fixed.writeUInt8(0x70, 0);
  fixed.writeUInt8(0x07, 2);
  fixed.writeUInt8(0x27, 12);
  expect(decodeSense(fixed)).toEqual({ key: 7, asc: 0x27, ascq: 0, code: '07/2700' });
  expect(decodeSense(Buffer.from([0x72, 0x05, 0x55, 0x04, 0, 0, 0, 0]))?.code).toBe('05/5504');
  expect(decodeSense(Buffer.alloc(0))).toBeNull();
  expect(decodeSense(Buffer.from([0x70, 0]))).toBeNull();
  expect(decodeSense(Buffer.alloc(18))).toBeNull();
});

test('portals are read with and without port, v6 and group tag', () => {
  expect(parsePortal('127.0.0.1:13260')).toEqual({ host: '127.0.0.1', port: 13260 });
  expect(parsePortal('san.lab')).toEqual({ host: 'san.lab', port: 3260 });
  expect(parsePortal('[fd00::1]:3261,1')).toEqual({ host: 'fd00::1', port: 3261 });
  expect(() => parsePortal('')).toThrow('not an iSCSI portal');
});
