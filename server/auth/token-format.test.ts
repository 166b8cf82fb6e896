import { describe, expect, it } from 'vitest';
import { hashToken, isTokenShaped, newToken } from './token-format.ts';

describe('an API token', () => {
  it('has a name to recognise it by, a secret and a checksum', () => {
    const { token, prefix } = newToken();
    expect(token).toMatch(/^hdl_[0-9A-Za-z]{8}_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/);
    expect(token.startsWith(`${prefix}_`)).toBe(true);
    expect(isTokenShaped(token)).toBe(true);
    expect(hashToken(token)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is another one each time', () => {
    expect(new Set(Array.from({ length: 1000 }, () => newToken().token)).size).toBe(1000);
  });

  it('uses every letter of its alphabet about equally', () => {
    const letters = Array.from({ length: 400 }, () => newToken().token.split('_')[2] ?? '').join('');
    const counts = new Map<string, number>();
    for (const letter of letters) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    expect(counts.size).toBe(62);
    const even = letters.length / 62;
    for (const count of counts.values()) expect(Math.abs(count - even)).toBeLessThan(even / 2);
  });

  it('with a typing error is told at sight', () => {
    const { token } = newToken();
    for (const at of [5, 20, 54, token.length - 1]) {
      const other = token[at] === 'a' ? 'b' : 'a';
      expect(isTokenShaped(`${token.slice(0, at)}${other}${token.slice(at + 1)}`)).toBe(false);
    }
    for (const text of ['', 'hdl_', `${token} `, token.slice(1), token.toLowerCase()])
      expect(isTokenShaped(text)).toBe(false);
  });
});
