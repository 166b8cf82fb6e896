import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareFirmware, inFirmwareRange } from './firmware.ts';

/** The same cases on every run. */
fc.configureGlobal({ seed: 20_110_815 });

test.each([
  ['9.0', '10.0', -1],
  ['9.0.10', '9.0.9', 1],
  ['v7.1', '7.1.0', 0],
  ['9.0', '9.0-hotfix', -1],
  ['', '1', -1],
  ['9.0-hotfix', '9.0.1', -1],
])('%s against %s: %i', (a, b, order) => {
  expect(compareFirmware(a, b)).toBe(order);
});

test('any two strings compare, and the other way round is the opposite', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.string(),
      (a, b) => compareFirmware(a, b) === -compareFirmware(b, a) || compareFirmware(a, b) === 0,
    ),
  );
  const part = fc.constantFrom('0', '1', '2', '10', 'a', 'rc');
  const version = fc.array(part, { minLength: 1, maxLength: 4 }).map((numbers) => numbers.join('.'));
  fc.assert(
    fc.property(version, version, version, (a, b, c) => {
      if (compareFirmware(a, b) <= 0 && compareFirmware(b, c) <= 0)
        expect(compareFirmware(a, c)).toBeLessThanOrEqual(0);
    }),
  );
});

test('a range includes its start and not its end; an unknown firmware is not guessed', () => {
  const range = { fromFirmware: '9.0', beforeFirmware: '10.0' };
  expect(['8.9', '9.0', '9.9.9', '10.0'].map((f) => inFirmwareRange(f, range))).toEqual([false, true, true, false]);
  expect(inFirmwareRange(null, range)).toBeNull();
  expect(inFirmwareRange(null, { fromFirmware: null, beforeFirmware: null })).toBe(true);
});
