import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digestOf, MAX_CHANNELS, readReservationKey, reservationKey, reservationKeys } from './reservation-key.ts';

const initiator = 'iqn.1991-05.com.microsoft:hv-01.fabric.example';

test('a key says whose it is and over which channel', () => {
  const key = reservationKey(initiator, 3);
  expect(key).toMatch(/^4844[0-9a-f]{8}0003$/);
  expect(readReservationKey(key)).toEqual({ initiatorDigest: digestOf(initiator), channel: 3 });
});

test('every channel of a host has its own key, made of the name it logs in with', () => {
  const keys = reservationKeys({ initiators: [initiator, 'iqn.2026-01.lab:other'], channels: 4 });
  expect(new Set(keys).size).toBe(4);
  expect(keys[0]).toBe(reservationKey(initiator, 0));
  expect(reservationKeys({ initiators: [], channels: 4 })).toEqual([]);
});

test('case does not matter in an initiator name', () => {
  expect(reservationKey(initiator.toUpperCase(), 0)).toBe(reservationKey(initiator, 0));
});

test('keys of others are not read as ours', () => {
  for (const key of ['0000000000000001', '4844aaaaaaaa0100', '4844', '', 'zzzzzzzzzzzzzzzz'])
    expect(readReservationKey(key)).toBeNull();
});

test('a channel that no key can hold is refused', () => {
  for (const channel of [-1, 1.5, MAX_CHANNELS, Number.NaN])
    expect(() => reservationKey(initiator, channel)).toThrow(RangeError);
});

test('any name and channel come back', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 223 }),
      fc.integer({ min: 0, max: MAX_CHANNELS - 1 }),
      (name, channel) => {
        expect(readReservationKey(reservationKey(name, channel))).toEqual({ initiatorDigest: digestOf(name), channel });
      },
    ),
  );
});
