import { expect, it } from 'vitest';
import { sparkPath } from './sparkline.tsx';

const path = (values: (number | null)[]) => sparkPath(values, Number, Number);

it('lifts the pen over a gap', () => {
  expect(path([1, 2, null, 3])).toBe('M0.0 1.0L1.0 2.0M3.0 3.0');
});

it('draws nothing of nothing', () => {
  expect(path([null, null])).toBe('');
  expect(path([])).toBe('');
});
