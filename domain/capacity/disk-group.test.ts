import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DiskGroupInput, diskGroup, spindleIops } from './disk-group.ts';
import { RAID_LEVELS, refuseSpindles } from './raid-levels.ts';

/** The same cases on every run. */
fc.configureGlobal({ seed: 20_110_815 });

const six: DiskGroupInput = {
  raid: '10',
  spindles: 6,
  spindleSizeBytes: 600e9,
  spindleIops: 175,
  readPercent: 60,
  luns: 3,
};
const of = (input: DiskGroupInput) => {
  const outcome = diskGroup(input);
  if (!outcome.ok) throw new Error(outcome.refusals.map((refusal) => refusal.sentence).join(' '));
  return outcome.value;
};

test('six disks: three RAID 10 LUNs of two spindles each, or vdisks of six spindles each', () => {
  expect(of(six)).toMatchObject({
    group: { spindles: 6, usableBytes: 1_800e9, readIops: 1050, writeIops: 525, mixedIops: 750 },
    vdisk: { spindles: 6, usableBytes: 600e9, aloneIops: 750, shareIops: 250 },
    server: { possible: true, lun: { spindles: 2, usableBytes: 600e9, mixedIops: 250 } },
    formula: '6 spindles × 175 IOPS ÷ (60 % reads × 1 + 40 % writes × 2) = 750 IOPS',
  });
});

test.each([
  ['0', 3600e9, 1050],
  ['5', 3000e9, 262],
  ['6', 2400e9, 175],
] as const)('RAID %s of the same disks', (raid, usableBytes, writeIops) => {
  expect(of({ ...six, raid }).group).toMatchObject({ usableBytes, writeIops });
});

test('where server thinking cannot be made it says why', () => {
  expect(of({ ...six, raid: '5' }).server).toEqual({ possible: false, why: expect.stringContaining('at least 3') });
  expect(of({ ...six, luns: 4 }).server).toEqual({ possible: false, why: expect.stringContaining('evenly') });
});

test.each([
  [{ spindles: 0 }, 'spindles', 'not_positive'],
  [{ spindles: 5 }, 'spindles', 'out_of_range'],
  [{ spindles: 2.5 }, 'spindles', 'fractional'],
  [{ readPercent: 101 }, 'readPercent', 'too_large'],
  [{ readPercent: -1 }, 'readPercent', 'negative'],
  [{ spindleIops: Number.NaN }, 'spindleIops', 'not_a_number'],
  [{ luns: 0 }, 'luns', 'not_positive'],
  [{ raid: '7' as '5' }, 'raid', 'unknown_reference'],
  [{ spindles: 10_000, spindleSizeBytes: 1e15 }, 'spindleSizeBytes', 'result_too_large'],
])('%j is refused', (change, field, code) => {
  expect(diskGroup({ ...six, ...change })).toMatchObject({ ok: false, refusals: [{ field, code }] });
});

test('one spindle: a request per seek and half a turn', () => {
  expect(spindleIops({ rotationsPerMinute: 15_000, averageSeekMs: 3.5 })).toEqual({ ok: true, value: 181 });
  expect(spindleIops({ rotationsPerMinute: 0, averageSeekMs: 0 })).toMatchObject({ ok: false, refusals: [{}, {}] });
});

test('whole figures; the mix lies between writing and reading; a spindle more never gives less', () => {
  const input = fc.record({
    raid: fc.constantFrom(...RAID_LEVELS),
    spindles: fc.integer({ min: 1, max: 200 }),
    spindleSizeBytes: fc.integer({ min: 1, max: 20e12 }),
    spindleIops: fc.integer({ min: 1, max: 200_000 }),
    readPercent: fc.integer({ min: 0, max: 100 }),
    luns: fc.integer({ min: 1, max: 64 }),
  });
  fc.assert(
    fc.property(input, (given) => {
      fc.pre(refuseSpindles(given.raid, given.spindles) === null);
      const { group, vdisk } = of(given);
      for (const figure of [...Object.values(group), ...Object.values(vdisk)])
        expect(Number.isSafeInteger(figure)).toBe(true);
      expect(group.mixedIops).toBeGreaterThanOrEqual(group.writeIops);
      expect(group.mixedIops).toBeLessThanOrEqual(group.readIops);
      const step = given.raid === '10' ? 2 : 1;
      if (refuseSpindles(given.raid, given.spindles + step)) return;
      const larger = of({ ...given, spindles: given.spindles + step }).group;
      expect(larger.mixedIops).toBeGreaterThanOrEqual(group.mixedIops);
      expect(larger.usableBytes).toBeGreaterThan(group.usableBytes);
    }),
  );
});
