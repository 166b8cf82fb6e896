import { describe, expect, it, test } from 'vitest';
import { allowedAddresses, guardedLookup, LOOPBACK_CIDRS } from './allowed-addresses.ts';

describe('allowed addresses', () => {
  const loopback = allowedAddresses(LOOPBACK_CIDRS);
  it.each(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])('are by default this machine: %s', (address) => {
    expect(loopback(address)).toBe(true);
  });
  it.each([
    '10.0.0.1',
    '169.254.169.254',
    '0.0.0.0',
    '::',
    'fe80::1',
    '::ffff:10.0.0.1',
    '128.0.0.1',
    'localhost',
    '',
    '127.1',
  ])('are nothing else: %s', (address) => {
    expect(loopback(address)).toBe(false);
  });
  it('are what the list says', () => {
    const allowed = allowedAddresses(' 10.1.0.0/16 , fd00::/8,192.0.2.7,');
    expect(['10.1.255.255', 'fd12::9', '192.0.2.7'].every(allowed)).toBe(true);
    expect(['10.2.0.0', '192.0.2.8', '127.0.0.1', '::1'].some(allowed)).toBe(false);
  });
  it.each(['10.0.0.0/33', '10.0.0.0/', '10.0.0/8', '::1/129', 'example.org', '10.0.0.0/8/8', '10.0.0.0/-1', '*'])(
    'are never guessed from a typing error: %s',
    (entry) => {
      expect(() => allowedAddresses(`127.0.0.1,${entry}`)).toThrow(TypeError);
    },
  );
});

test('a name is refused when any of its addresses is outside the list', async () => {
  const look = (cidrs: string) =>
    new Promise((resolve) => {
      guardedLookup(allowedAddresses(cidrs))('localhost', { all: true }, (error, found) => resolve(error ?? found));
    });
  expect(await look(LOOPBACK_CIDRS)).toEqual(
    expect.arrayContaining([expect.objectContaining({ address: '127.0.0.1' })]),
  );
  expect(await look('10.0.0.0/8')).toMatchObject({ name: 'AddressNotAllowed' });
});
