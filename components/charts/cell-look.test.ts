import { expect, it } from 'vitest';
import { heatLook } from './cell-look.ts';

it('marks what warns and what exceeds, and hatches what nobody knows', () => {
  expect(heatLook(null, 16, 16)).toMatchObject({ fill: 'unknown', mark: null });
  expect(heatLook(0, 16, 16)).toMatchObject({ fill: 'none', mark: null });
  expect(heatLook(13, 16, 16)).toMatchObject({ fill: 'warning', mark: 'dot' });
  expect(heatLook(17, 16, 17)).toMatchObject({ fill: 'danger', mark: 'cross' });
});

it('dyes more strongly towards the limit, in levels that are shared', () => {
  const [few, many] = [heatLook(1, 16, 16), heatLook(12, 16, 16)];
  expect(few.strength).toBeLessThan(many.strength);
  expect(heatLook(1, 16, 16)).toBe(few);
  expect(heatLook(99, null, 99)).toMatchObject({ fill: 'thread', strength: 1 });
});
