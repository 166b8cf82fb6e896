import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { decodeAnswer, encodeRequest } from './management-request.ts';
import { parseConnections, parseShow } from './parse-show.ts';

const fixture = (name: string) => readFileSync(path.join(import.meta.dirname, 'fixtures', name), 'utf8');

test('targets, sessions, LUNs and access lists are read', () => {
  const [one, two, ...rest] = parseShow(fixture('show-two-targets.txt'));
  expect(rest).toEqual([]);
  expect(one).toEqual({
    tid: 1,
    iqn: 'iqn.2026-01.lab:one',
    sessions: [
      { sid: 2, initiator: 'iqn.2026-01.lab:host1', connections: [0] },
      { sid: 3, initiator: 'iqn.2026-01.lab:host2', connections: [0] },
    ],
    luns: [
      { lun: 0, type: 'controller', scsiId: 'IET     00010000', readOnly: false, online: true, path: 'None' },
      { lun: 1, type: 'disk', scsiId: '6000c29abc', readOnly: false, online: true, path: '/srv/pool/a.img' },
    ],
    acl: ['iqn.2026-01.lab:host1', 'iqn.2026-01.lab:host2'],
  });
  expect(two).toMatchObject({ tid: 2, sessions: [], acl: ['ALL'] });
});

test('a read-only LUN is seen as such', () => {
  const text = fixture('show-two-targets.txt');
  const last = text.lastIndexOf('Readonly: No', text.indexOf('/srv/pool/a.img'));
  const sealed = `${text.slice(0, last)}Readonly: Yes${text.slice(last + 12)}`;
  expect(parseShow(sealed)[0]?.luns.map((lun) => lun.readOnly)).toEqual([false, true]);
});

test('nothing and nonsense are no targets', () => {
  expect(parseShow('')).toEqual([]);
  expect(parseShow(' \nfoo\n    LUN information:\n        LUN: 1\n')).toEqual([]);
});

test('connections of a target are read', () => {
  expect(parseConnections(fixture('connections.txt'))).toEqual([
    { sid: 3, cid: 0, initiator: 'iqn.2026-01.lab:host2' },
    { sid: 2, cid: 0, initiator: 'iqn.2026-01.lab:host1' },
  ]);
  expect(parseConnections('')).toEqual([]);
});

test('a request is 120 bytes and its parameters', () => {
  const bytes = encodeRequest({ mode: 1, act: 4, tid: 1, params: { 'initiator-name': 'iqn.2026-01.lab:host1' } });
  expect(bytes.length).toBe(157);
  expect(bytes.subarray(0, 16).toString('hex')).toBe('01000000040000006973637369000000');
  expect(bytes.subarray(72, 120).toString('hex')).toBe(
    `9d000000${'01000000'}${'0000000000000000'}${'ff'.repeat(8)}${'00'.repeat(24)}`,
  );
  expect(bytes.toString('latin1', 120)).toBe('initiator-name=iqn.2026-01.lab:host1\0');
});

test('a value with a comma would be two parameters, and is refused', () => {
  expect(() => encodeRequest({ mode: 2, act: 0, tid: 1, params: { path: '/a,readonly=0' } })).toThrow('cannot take');
});

test('an answer that was cut off is not taken for one', () => {
  const answer = Buffer.concat([Buffer.from('0400000010000000', 'hex'), Buffer.from('half\0\0\0\0')]);
  expect(decodeAnswer(answer)).toEqual({ code: 4, text: 'half' });
  expect(() => decodeAnswer(answer.subarray(0, 12))).toThrow('12 of 16');
  expect(() => decodeAnswer(Buffer.alloc(0))).toThrow('0 bytes');
});
