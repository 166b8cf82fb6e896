import { expect, it } from 'vitest';
import { type Column, nextSort, visibleColumns } from './column.ts';

const columns: Column<string>[] = [
  { key: 'name', header: 'Name', cell: (row) => row, choice: 'always' },
  { key: 'size', header: 'Size', cell: (row) => row },
  { key: 'serial', header: 'Serial', cell: (row) => row, choice: 'off' },
];
const keys = (chosen: ReadonlySet<string> | null) => visibleColumns(columns, chosen).map((column) => column.key);

it('shows every column that does not start turned off', () => {
  expect(keys(null)).toEqual(['name', 'size']);
});

it('shows what was chosen, and always what cannot be turned off', () => {
  expect(keys(new Set(['serial']))).toEqual(['name', 'serial']);
});

it('turns a header from ascending to descending to unsorted', () => {
  const first = nextSort(null, 'name');
  const second = nextSort(first, 'name');
  expect([first?.direction, second?.direction, nextSort(second, 'name')]).toEqual(['ascending', 'descending', null]);
  expect(nextSort(second, 'size')).toEqual({ key: 'size', direction: 'ascending' });
});
