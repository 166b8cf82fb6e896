import { expect, test } from 'vitest';
import { type CsvCountInput, refuseCsvCount } from './csv-count-input.ts';

const vm = (id: string, over = {}) => ({ id, backupPolicy: 'nightly', drPolicy: 'none', iops: null, ...over });
const input = (over: Partial<CsvCountInput>): CsvCountInput => ({
  vms: [vm('a'), vm('b')],
  apart: [],
  diskGroupIops: 500,
  ...over,
});

test('a sound plan is not refused', () => {
  expect(refuseCsvCount(input({ apart: [{ name: 'farm', vmIds: ['a', 'b'] }] }))).toEqual([]);
  expect(refuseCsvCount(input({ diskGroupIops: null }))).toEqual([]);
});

test.each([
  [{ vms: [] }, 'empty', /no VMs/],
  [{ vms: [vm('a'), vm('a')] }, 'duplicate', /twice/],
  [{ vms: [vm('a'), vm('a', { drPolicy: 'sync' })] }, 'contradictory', /two policies/],
  [{ vms: [vm('a', { iops: -1 })] }, 'negative', /less than zero/],
  [{ vms: [vm('a', { iops: 501 })] }, 'out_of_range', /alone needs 501/],
  [{ apart: [{ name: 'farm', vmIds: ['a', 'x'] }] }, 'unknown_reference', /names x/],
  [{ apart: [{ name: 'farm', vmIds: ['a', 'a'] }] }, 'contradictory', /apart from itself/],
  [{ diskGroupIops: 0 }, 'not_positive', /at least 1/],
])('%j is refused as %s', (over, code, sentence) => {
  expect(refuseCsvCount(input(over))).toEqual([
    expect.objectContaining({ code, sentence: expect.stringMatching(sentence) }),
  ]);
});

test('every reason is given, not only the first', () => {
  expect(refuseCsvCount(input({ vms: [vm('a', { iops: 1.5 }), vm('a')], diskGroupIops: -4 }))).toHaveLength(3);
});
