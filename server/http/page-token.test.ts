import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forgetEnv } from '#server/env.ts';
import { readPageToken, writePageToken } from './page-token.ts';

const badToken = expect.objectContaining({ code: 'bad_page_token' });

beforeAll(() => {
  process.env.HEDDLE_SESSION_SECRET = 'a secret of the tests that is long enough';
  forgetEnv();
});
afterAll(() => {
  delete process.env.HEDDLE_SESSION_SECRET;
  forgetEnv();
});

describe('a page token', () => {
  const position = { value: 'web-07', id: '0190a000-0000-7000-8000-000000000000' };
  const list = '["vms","","name","asc"]';

  it('says where the page before ended', () => {
    expect(readPageToken(writePageToken(position, list), list)).toEqual(position);
    expect(readPageToken(writePageToken({ value: null, id: 'x' }, list), list)).toEqual({ value: null, id: 'x' });
  });

  it('is good for its own list alone', () => {
    expect(() => readPageToken(writePageToken(position, list), '["vms","","name","desc"]')).toThrow(badToken);
  });

  it('is refused when any character is changed, added or missing', () => {
    const token = writePageToken(position, list);
    for (let at = 0; at < token.length; at++) {
      const other = token[at] === 'A' ? 'B' : 'A';
      expect(() => readPageToken(`${token.slice(0, at)}${other}${token.slice(at + 1)}`, list)).toThrow(badToken);
      expect(() => readPageToken(token.slice(0, at), list)).toThrow(badToken);
    }
    for (const forged of [`${token}A`, `${token}.`, `.${token}`, '', '.', 'null', '💥'])
      expect(() => readPageToken(forged, list)).toThrow(badToken);
  });
});
