import { expect, test } from 'vitest';
import { readReservationKey } from '#domain/fabric/reservation-key.ts';
import { passingKeys } from './passing-keys.ts';

test('passing keys are of 64 bits, differ by initiator, channel and turn, and are no host’s', () => {
  const names = ['iqn.2026-01.lab:a', 'iqn.2026-01.lab:b'];
  const keys = names.flatMap((name) => [0, 1, 255].flatMap((channel) => passingKeys(name, channel)));
  expect(new Set(keys).size).toBe(12);
  for (const key of keys) {
    expect(key).toMatch(/^[0-9a-f]{16}$/);
    expect(readReservationKey(key)).toBeNull();
  }
});
