import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reservationGrid } from './reservation-grid.ts';
import { reservations } from './reservations.ts';

const count = (max: number) => fc.integer({ min: 1, max });
const rule = { id: 'r', model: 'M', fromFirmware: null, beforeFirmware: null, source: 's', date: null } as const;
const knowledge = {
  array: { model: 'M' },
  rules: [
    {
      ...rule,
      demand: { kind: 'expression' as const, expression: 'hosts * (channels * modules + 1.5) * csvs' },
      confidence: 'low' as const,
    },
  ],
};

test('every cell is what the calculator says of so many hosts and CSVs', () => {
  fc.assert(
    fc.property(count(6), count(6), count(8), count(8), fc.boolean(), (hosts, csvs, modules, channels, ruled) => {
      const fabric = { hosts, csvs, storageModules: modules, channelsPerHostPerModule: channels };
      const known = ruled ? knowledge : {};
      const grid = reservationGrid(fabric, known);
      const whole = reservations(fabric, known);
      const first = reservations({ ...fabric, hosts: 1, csvs: 1 }, known);
      if (!grid.ok || !whole.ok || !first.ok) throw new Error('refused');
      expect(grid.value).toHaveLength(hosts);
      expect(grid.value[hosts - 1]?.[csvs - 1]).toBe(whole.value.reservations);
      expect(grid.value[0]?.[0]).toBe(first.value.reservations);
    }),
  );
});

test('what cannot be drawn is refused, and what cannot be exact is unknown', () => {
  const fabric = { hosts: 0, csvs: 1_001, storageModules: 1.5, channelsPerHostPerModule: -1 };
  const refused = reservationGrid(fabric);
  expect(refused.ok ? [] : refused.refusals.map(({ field }) => field)).toEqual([
    'hosts',
    'storageModules',
    'channelsPerHostPerModule',
    'csvs',
  ]);
  const huge = reservationGrid({ hosts: 1000, csvs: 1000, storageModules: 1e6, channelsPerHostPerModule: 1e6 });
  expect(huge.ok && huge.value[0]?.[0]).toBe(1e12);
  expect(huge.ok && huge.value[999]?.[999]).toBeNull();
});
