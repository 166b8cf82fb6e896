import { expect, test } from 'vitest';
import { knowledgeOf, type LimitEntry } from './limit-entry.ts';
import { withReportedLimits } from './reported-limits.ts';
import { reservations } from './reservations.ts';

const entry = (over: Partial<LimitEntry>): LimitEntry => ({
  ...{ id: 'e', arrayId: null, arrayModel: 'M', fromFirmware: null, beforeFirmware: null, scope: 'array', value: 100 },
  ...{ demand: null, source: 'support', statedOn: '2025-01-31', confidence: 'high' },
  ...over,
});
const array = { id: 'a1', registrationLimit: { scope: 'array' as const, value: 40 }, asOf: '2030-01-01T10:00:00Z' };
const fabric = { hosts: 2, storageModules: 2, channelsPerHostPerModule: 2, csvs: 4 };
const binding = (entries: LimitEntry[], arrayId = 'a1') => {
  const knowledge = knowledgeOf({ arrayId, model: 'M', firmware: '9.0' }, withReportedLimits(entries, [array]));
  const outcome = reservations(fabric, knowledge);
  return outcome.ok ? outcome.value.scopes.map(({ scope, limit, source }) => [scope, limit, source]) : null;
};

test('what an array reports goes before what is known of its model, with its source', () => {
  expect(binding([entry({})])).toEqual([['array', 40, 'reported by its agent']]);
  expect(binding([entry({})], 'another')).toEqual([['array', 100, 'support']]);
});

test('a figure for the very array goes before it, at its own scope alone', () => {
  expect(binding([entry({ arrayId: 'a1', value: 30 })])).toEqual([['array', 30, 'support']]);
  expect(binding([entry({ arrayId: 'a1', value: 9, scope: 'lun' })])).toEqual([
    ['lun', 9, 'support'],
    ['array', 40, 'reported by its agent'],
  ]);
});

test('a line without a figure, such as a demand, does not hide it', () => {
  expect(binding([entry({ arrayId: 'a1', value: null, demand: '2' })])).toEqual([
    ['array', 40, 'reported by its agent'],
  ]);
});

test('an array that reports none adds nothing', () => {
  expect(withReportedLimits([entry({})], [{ ...array, registrationLimit: null }])).toEqual([entry({})]);
});
