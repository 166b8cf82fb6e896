import { expect, test } from 'vitest';
import { knowledgeOf, type LimitEntry } from './limit-entry.ts';
import { reservations } from './reservations.ts';

const entry = (over: Partial<LimitEntry>): LimitEntry => ({
  id: 'e',
  arrayId: null,
  arrayModel: 'M',
  fromFirmware: null,
  beforeFirmware: null,
  scope: 'array',
  value: 100,
  demand: null,
  source: 'support',
  statedOn: '2025-01-31',
  confidence: 'high',
  ...over,
});
const array = { arrayId: 'a1', model: 'M', firmware: '9.0' };
const fabric = { hosts: 2, storageModules: 2, channelsPerHostPerModule: 2, csvs: 4 };
const of = (...entries: LimitEntry[]) => {
  const outcome = reservations(fabric, knowledgeOf(array, entries));
  return outcome.ok ? outcome.value : null;
};

test('an entry may carry a limit, a demand or both', () => {
  expect(of(entry({}))).toMatchObject({
    reservations: 32,
    limit: 100,
    verdict: 'within',
    scopes: [{ date: '2025-01-31', source: 'support' }],
  });
  expect(of(entry({ demand: '3' }))).toMatchObject({ reservations: 96, verdict: 'warning' });
  expect(of(entry({ value: null, demand: 'hosts * csvs' }))).toMatchObject({
    reservations: 8,
    limit: null,
    verdict: 'unknown',
  });
});

test("an array's own entry holds for it alone", () => {
  expect(of(entry({ arrayId: 'a1', arrayModel: null, demand: '2' }))).toMatchObject({ reservations: 64, limit: 100 });
  expect(of(entry({ arrayId: 'a2', demand: '2' }))).toMatchObject({ reservations: 32, limit: null });
  expect(of()).toMatchObject({ reservations: 32, verdict: 'unknown' });
});
