import { expect, test } from 'vitest';
import { csvHolding } from './csv-holding.ts';

test.each<[string, number | null, (number | null)[], (number | null)[], number]>([
  ['all told, and the rest is the file system', 305, [100, 200], [100, 200], 300],
  ['all told, and somebody else has the rest', 400, [100, 200], [100, 200], 400],
  ['one not told has the rest', 400, [100, null], [100, 300], 400],
  ['several not told are unknown', 400, [100, null, null], [100, null, null], 400],
  ['more told than is used: thin files', 50, [100, 200], [100, 200], 300],
  ['use not known counts as full', null, [100], [100], 1000],
  ['nothing on it', 0, [], [], 0],
])('%s', (_case, usedBytes, disks, sizes, heldBytes) => {
  const told = disks.map((sizeBytes) => ({ sizeBytes }));
  expect(csvHolding({ sizeBytes: 1000, usedBytes }, told)).toEqual({ disks: sizes, heldBytes });
});
