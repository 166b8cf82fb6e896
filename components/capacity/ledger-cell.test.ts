import { expect, it } from 'vitest';
import type { CsvLedgerDto } from '#contract/api/registrations.ts';
import { cellLooks, cellState, cellWords, type LedgerCell, ledgerGrid } from './ledger-cell.ts';

const cell = (over: Partial<LedgerCell> = {}): LedgerCell => ({
  ...{ hostId: 'a', expected: 4, registered: 4, stale: 0, duplicate: 0, ...over },
});
const told = { actual: 4 };

it.each([
  [undefined, 'unseen', 'not presented'],
  [cell({ expected: 0, registered: 0 }), 'unseen', 'not presented'],
  [cell(), 'complete', '4 of 4 registered'],
  [cell({ stale: 1 }), 'stale', '4 of 4 registered, 1 stale'],
  [cell({ duplicate: 2 }), 'duplicate', '4 of 4 registered, 2 duplicate'],
  [cell({ registered: 3, stale: 1 }), 'missing', '3 of 4 registered, 1 stale'],
  // A host that no longer sees the CSV still holds room on it.
  [cell({ expected: 0, registered: 0, stale: 2 }), 'stale', '0 of 0 registered, 2 stale'],
] as const)('%j is %s', (one, state, words) => {
  expect(cellState(one, told)).toBe(state);
  expect(cellWords(one, told)).toBe(words);
});

it('calls nothing registered where the array does not tell', () => {
  expect(cellState(cell(), { actual: null })).toBe('unreported');
  expect(cellWords(cell(), { actual: null })).toContain('does not tell');
});

it('lays cells out by host and CSV, and counts what is wrong', () => {
  const csv = (actual: number | null, cells: LedgerCell[]) => ({ actual, cells }) as CsvLedgerDto;
  const host = (id: string) => ({ id, name: id, clusterId: null, channels: 4 });
  const grid = ledgerGrid({
    hosts: [host('a'), host('b')],
    csvs: [csv(7, [cell({ registered: 3 }), cell({ hostId: 'b' })]), csv(4, [cell({ hostId: 'b', stale: 1 })])],
  });
  expect(grid.cells[1]?.[1]?.stale).toBe(1);
  expect(grid.looks).toEqual([
    [cellLooks.missing, cellLooks.unseen],
    [cellLooks.complete, cellLooks.stale],
  ]);
  expect(grid.counts).toMatchObject({ missing: 1, unseen: 1, complete: 1, stale: 1 });
});
