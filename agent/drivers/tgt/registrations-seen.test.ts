import { expect, test } from 'vitest';
import { registrationsValue, usedRegistrations } from './registrations-seen.ts';
import { applyRecord, emptyState, isWatched, recordsOf } from './state.ts';
import { ownInitiatorOf, TgtOptions } from './tgt-options.ts';

const [a, b, c] = ['48440000000a0000', '48440000000a0001', '0000000000000001'] as const;
const seen = { generation: 7, keys: [a, c, a], holder: { key: a, type: 5 } };

test('registrants are counted by key, those who were let in and are missing stand with none', () => {
  expect(registrationsValue(seen, { keys: [a, b], lostAt: null })).toEqual({
    registrants: {
      [a]: { registered: 2, admitted: true },
      [b]: { registered: 0, admitted: true },
      [c]: { registered: 1, admitted: false },
    },
    generation: 7,
    holder: { key: a, type: 5 },
    lostAt: null,
  });
});

test('the limit counts every registrant, and who was let in once', () => {
  expect(usedRegistrations(seen, { keys: [a, b], lostAt: null })).toBe(4);
  expect(usedRegistrations({ ...seen, keys: [] }, { keys: [a, b], lostAt: null })).toBe(2);
});

test('who was let in is in the log until the last has gone, or the LUN', () => {
  const state = emptyState();
  const admit = (keys: string[]) =>
    applyRecord(state, { record: 'admission', uniqueId: 'aaaaaaaa', admission: { keys, lostAt: null } });
  const lun = { uniqueId: 'aaaaaaaa', kind: 'data' as const };
  expect([isWatched(state, lun), isWatched(state, { ...lun, kind: 'csv' })]).toEqual([false, true]);
  admit([a, b]);
  expect(isWatched(state, lun)).toBe(true);
  expect(recordsOf(state)).toEqual([
    { record: 'admission', uniqueId: 'aaaaaaaa', admission: { keys: [a, b], lostAt: null } },
  ]);
  admit([]);
  expect(recordsOf(state)).toEqual([]);
  admit([a]);
  applyRecord(state, { record: 'lun-gone', uniqueId: 'aaaaaaaa' });
  expect(isWatched(state, lun)).toBe(false);
});

test('the agent’s own initiator is a name whatever the system is called', () => {
  const must = { socket: '/s', portal: 'h:1', poolDir: '/p', poolName: 'p', iqnPrefix: 'iqn.2026-01.lab', name: 'n' };
  expect(ownInitiatorOf(TgtOptions.parse(must), 'Array 1/ä')).toBe('iqn.2026-01.heddle.agent:array-1--');
  const named = TgtOptions.parse({ ...must, ownInitiator: 'iqn.2026-01.lab.own:x' });
  expect(ownInitiatorOf(named, 'a')).toBe('iqn.2026-01.lab.own:x');
});
