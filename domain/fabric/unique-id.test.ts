import { expect, test } from 'vitest';
import { isUniqueId, sameUniqueId, uniqueIdOf } from './unique-id.ts';

test('a UUID gives 32 lower-case hex digits', () => {
  const id = uniqueIdOf('0190A000-0000-7000-8000-00000000000F');
  expect(id).toBe('0190a00000007000800000000000000f');
  expect(isUniqueId(id)).toBe(true);
});

test('ids are compared whole: the beginning of an id is another LUN', () => {
  expect(sameUniqueId('60003FF4', '60003ff4')).toBe(true);
  expect(sameUniqueId('60003ff4', '60003ff44dc75adc')).toBe(false);
  expect(sameUniqueId('6000.ff4', '60003ff4')).toBe(false);
});

test.each(['', '123', '60003FF4', 'xyz00000', '0'.repeat(65)])('%j is no unique id', (text) => {
  expect(isUniqueId(text)).toBe(false);
});
