import { expect, test } from 'vitest';
import { dataSpindles, RAID_FACTS, RAID_LEVELS, refuseSpindles } from './raid-levels.ts';

test('the penalty table', () => {
  expect(RAID_LEVELS.map((raid) => [raid, RAID_FACTS[raid].writePenalty])).toEqual([
    ['0', 1],
    ['1', 2],
    ['10', 2],
    ['5', 4],
    ['6', 6],
  ]);
  for (const raid of RAID_LEVELS) expect(RAID_FACTS[raid].source).toMatch(/19\d\d/);
});

test.each([
  ['0', 6, 6],
  ['1', 2, 1],
  ['10', 6, 3],
  ['5', 6, 5],
  ['6', 6, 4],
] as const)('RAID %s of %i spindles holds the data of %i', (raid, spindles, data) => {
  expect(refuseSpindles(raid, spindles)).toBeNull();
  expect(dataSpindles(raid, spindles)).toBe(data);
});

test.each([
  ['1', 4, /RAID 10 mirrors more/],
  ['10', 5, /leave one over/],
  ['5', 2, /at least 3/],
  ['6', 3, /at least 4/],
] as const)('RAID %s of %i spindles is refused', (raid, spindles, why) => {
  expect(refuseSpindles(raid, spindles)).toMatch(why);
});
