import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conflicts, exclusiveLock, type Lock, locksOf, parseLock, sharedLock } from './locks.ts';

test('merged, sorted, exclusive wins', () => {
  const rows = [
    { locks: ['lun:b:shared', 'host:a:shared'] },
    { locks: ['lun:b', 'golden:c:shared'] },
    { locks: ['lun:b:shared'] },
  ];
  expect(locksOf(rows)).toEqual([
    { key: 'golden:c', mode: 'shared' },
    { key: 'host:a', mode: 'shared' },
    { key: 'lun:b', mode: 'exclusive' },
  ]);
});

test('a VM called shared is locked, not shared', () => {
  expect(parseLock(exclusiveLock('name', 'vm', 'shared')).mode).toBe('exclusive');
  expect(parseLock(sharedLock('name', 'vm', 'shared')).mode).toBe('shared');
  expect(parseLock(sharedLock('name', 'vm', 'shared')).key).toBe(parseLock(exclusiveLock('name', 'vm', 'shared')).key);
});

test.each<[Lock, Lock, boolean]>([
  [{ key: 'a', mode: 'exclusive' }, { key: 'a', mode: 'exclusive' }, true],
  [{ key: 'a', mode: 'shared' }, { key: 'a', mode: 'exclusive' }, true],
  [{ key: 'a', mode: 'shared' }, { key: 'a', mode: 'shared' }, false],
  [{ key: 'a', mode: 'exclusive' }, { key: 'b', mode: 'exclusive' }, false],
])('%o against %o: conflict %s', (a, b, conflict) => {
  expect(conflicts(a, b)).toBe(conflict);
  expect(conflicts(b, a)).toBe(conflict);
});

test('any lock of any row is in the list, in its mode or a stronger one', () => {
  const key = fc.tuple(fc.constantFrom('lun', 'host', 'name:vm'), fc.constantFrom('a', 'b', 'shared'));
  const lock = fc
    .tuple(key, fc.boolean())
    .map(([[kind, id], shared]) => (shared ? sharedLock(kind, id) : exclusiveLock(kind, id)));
  fc.assert(
    fc.property(fc.array(fc.record({ locks: fc.array(lock) })), (rows) => {
      const merged = locksOf(rows);
      const keys = merged.map((one) => one.key);
      expect(keys).toEqual([...new Set(keys)].sort());
      for (const { key: wanted, mode } of rows.flatMap((row) => row.locks.map(parseLock))) {
        const held = merged.find((one) => one.key === wanted);
        expect(held && (held.mode === 'exclusive' || mode === 'shared')).toBe(true);
      }
    }),
  );
});
