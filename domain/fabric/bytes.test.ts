import { expect, test } from 'vitest';
import { formatBytes } from './bytes.ts';

test.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1024, '1 KiB'],
  [1536, '1.5 KiB'],
  [20 * 1024 ** 3, '20 GiB'],
  [2_097_152 * 1024 ** 2 - 1, '1.9 TiB'],
  [1024 ** 4 - 1, '1023.9 GiB'],
  [-1536, '-1.5 KiB'],
  [1024 ** 7, '1024 EiB'],
])('%d is %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));
