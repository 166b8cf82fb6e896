import { describe, expect, it } from 'vitest';
import { formatBytes } from './format-bytes.ts';

const gib = 1024 ** 3;

describe('formatBytes', () => {
  it.each([
    [0, '0', 'B'],
    [1023, '1,023', 'B'],
    [1024, '1', 'KiB'],
    [40 * gib, '40', 'GiB'],
    [1.5 * gib, '1.5', 'GiB'],
    [12.345 * gib, '12.3', 'GiB'],
    [1023 * gib, '1,023', 'GiB'],
    [1024 * gib, '1', 'TiB'],
    [1.25 * 1024 * gib, '1.25', 'TiB'],
    [5000 * 1024 * 1024 * gib, '5,000', 'PiB'],
    [-12 * gib, '−12', 'GiB'],
  ])('writes %d bytes as %s %s', (sizeBytes, value, unit) => {
    expect(formatBytes(sizeBytes)).toMatchObject({ value, unit });
  });

  it('keeps the exact count', () => {
    expect(formatBytes(42_949_672_960).exact).toBe('42,949,672,960 bytes');
  });
});
