import { expect, it } from 'vitest';
import type { ArrayLedgerDto, LedgerKeyDto } from '#contract/api/registrations.ts';
import { arrayOf, holderWords, reservationType, wrongOf, wrongTone, wrongWords } from './ledger-words.ts';

it('says who holds a reservation and how', () => {
  const host = { id: 'h', name: 'hv-01' };
  expect(holderWords({ key: '4844aa', type: 5, host, channel: 2 })).toBe('hv-01, channel 2');
  expect(holderWords({ key: '4844aa', type: 5, host: null, channel: null })).toBe('4844aa');
  expect(reservationType(5)).toBe('write exclusive, registrants only');
  expect(reservationType(2)).toBe('type 2');
});

it('counts what is wrong with a CSV', () => {
  const keys = (['registered', 'stale', 'stale', 'unknown'] as const).map((state) => ({ state }) as LedgerKeyDto);
  const wrong = wrongOf({ keys, missing: [{ key: 'k', host: { id: 'h', name: 'hv-01' }, channel: 0 }] });
  expect(wrongWords(wrong)).toBe('1 missing, 2 stale, 1 unknown');
  expect(wrongTone(wrong)).toBe('danger');
  expect(wrongTone({ ...wrong, missing: 0 })).toBe('warning');
  expect(wrongTone({ missing: 0, stale: 0, duplicate: 0, unknown: 1 })).toBe('neutral');
  expect(wrongWords({ missing: 0, stale: 0, duplicate: 0, unknown: 0 })).toBeNull();
});

it('looks at the array that is asked for, else at the riskiest with CSVs', () => {
  const array = (id: string, csvs: number) =>
    ({ array: { id, name: id }, csvs: Array(csvs).fill({}) }) as ArrayLedgerDto;
  const arrays = [array('a', 0), array('b', 3), array('c', 1)];
  expect(arrayOf(arrays, 'c')?.array.id).toBe('c');
  expect(arrayOf(arrays, null)?.array.id).toBe('b');
  expect(arrayOf(arrays, 'gone')?.array.id).toBe('b');
  expect(arrayOf([array('a', 0)], null)?.array.id).toBe('a');
  expect(arrayOf([], null)).toBeNull();
});
