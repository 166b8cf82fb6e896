import { expect, it } from 'vitest';
import { heatState, heatStrength, moveCell } from './heat-scale.ts';

it.each([
  [null, 16, 'unknown'],
  [0, 16, 'none'],
  [12, 16, 'within'],
  [13, 16, 'warning'],
  [16, 16, 'warning'],
  [17, 16, 'exceeded'],
  [17, null, 'within'],
] as const)('%s of %s is %s', (value, limit, state) => {
  expect(heatState(value, limit)).toBe(state);
});

it('dyes stronger towards the limit, and never past full', () => {
  expect(heatStrength(1, 16, 16)).toBeLessThan(heatStrength(8, 16, 16));
  expect(heatStrength(99, 16, 99)).toBe(1);
  expect(heatStrength(0, null, 0)).toBeCloseTo(0.14);
});

it('keeps the cell on the map', () => {
  expect(moveCell({ row: 0, column: 0 }, 'ArrowUp', 3, 4)).toEqual({ row: 0, column: 0 });
  expect(moveCell({ row: 2, column: 3 }, 'ArrowRight', 3, 4)).toEqual({ row: 2, column: 3 });
  expect(moveCell({ row: 1, column: 2 }, 'Home', 3, 4)).toEqual({ row: 1, column: 0 });
  expect(moveCell({ row: 1, column: 2 }, 'a', 3, 4)).toBeNull();
});
