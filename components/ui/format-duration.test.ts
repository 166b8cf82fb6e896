import { expect, it } from 'vitest';
import { formatDuration } from './format-duration.ts';

it.each([
  [0, '0 ms'],
  [84.4, '84 ms'],
  [999.9, '1 s'],
  [1200, '1.2 s'],
  [9990, '9.9 s'],
  [59_999, '59 s'],
  [60_000, '1 min 00 s'],
  [125_000, '2 min 05 s'],
  [11_400_000, '3 h 10 min'],
  [48 * 3_600_000, '2 d 0 h'],
])('writes %d ms as %s', (durationMs, text) => {
  expect(formatDuration(durationMs)).toBe(text);
});
