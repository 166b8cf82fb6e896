import { expect, test } from 'vitest';
import { counted, nameList } from './name-list.ts';

test.each([
  [[], 'none'],
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c'], 'a, b and c'],
  [['a', 'b', 'c', 'd', 'e'], 'a, b, c, d and e'],
  [['a', 'b', 'c', 'd', 'e', 'f', 'g'], 'a, b, c, d, e and 2 more'],
])('%j reads %s', (names, text) => expect(nameList(names)).toBe(text));

test('one and many', () => {
  expect([counted(1, 'VM'), counted(0, 'VM'), counted(2, 'entry', 'entries')]).toEqual(['1 VM', '0 VMs', '2 entries']);
});
