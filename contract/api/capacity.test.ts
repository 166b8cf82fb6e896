import { describe, expect, test } from 'vitest';
import { advise } from '#domain/capacity/advisor.ts';
import { antiPatterns } from '#domain/capacity/anti-patterns.ts';
import { csvCount } from '#domain/capacity/csv-count.ts';
import { diskGroup } from '#domain/capacity/disk-group.ts';
import { fabricReservations } from '#domain/capacity/fabric-reservations.ts';
import { madeInventory } from '#domain/capacity/made-inventory.ts';
import type { Outcome } from '#domain/capacity/outcome.ts';
import { reservations } from '#domain/capacity/reservations.ts';
import { capacityEndpoints } from './capacity.ts';

type Id = (typeof capacityEndpoints)[number]['id'];
const find = <I extends Id>(id: I) =>
  capacityEndpoints.find((one) => one.id === id) as Extract<(typeof capacityEndpoints)[number], { id: I }>;

function answered<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.refusals.map((refusal) => refusal.sentence).join(' '));
  return outcome.value;
}

/** Nothing is lost on the way: what the calculator answers is what the contract lets through. */
const limit = {
  id: 'l',
  arrayId: 'a',
  model: null,
  fromFirmware: null,
  beforeFirmware: null,
  scope: 'array',
  value: 40,
  source: 'probe',
  date: '2025-01-31',
  confidence: 'high',
} as const;
const knowledge = { array: { arrayId: 'a' }, limits: [limit] };

describe('what the calculators answer is what the contract describes', () => {
  test('reservations', () => {
    const { body, response, example } = find('capacity.reservations');
    const answer = answered(reservations(body.parse(example), knowledge));
    expect(response.parse(answer)).toEqual(answer);
    expect(answer).toMatchObject({ reservations: 32, verdict: 'warning', headroom: 8, crossing: { csvs: 5 } });
  });

  test('reservations of unequal hosts', () => {
    const { body, response, example } = find('capacity.fabric-reservations');
    const answer = answered(fabricReservations(body.parse(example), knowledge));
    expect(response.parse(answer)).toEqual(answer);
    expect(answer.perCsv).toEqual([14, 12]);
  });

  test('the CSV count', () => {
    const { body, response, example } = find('capacity.csv-count');
    const answer = answered(csvCount(body.parse(example)));
    expect(response.parse(answer)).toEqual(answer);
  });

  test('the disk group', () => {
    const { body, response, example } = find('capacity.disk-group');
    const answer = answered(diskGroup(body.parse(example)));
    expect(response.parse(answer)).toEqual(answer);
  });

  test('the advice, for its example and for an inventory that comes from the domain', () => {
    const { body, response, example } = find('capacity.advice');
    for (const given of [example, { inventory: inventoryOf(60, 12) }]) {
      const { inventory, ...rest } = body.parse(given);
      if (!inventory) throw new Error('the example has an inventory');
      const input = { ...inventory, ...rest };
      // CSVs that the caller describes are none of the fabric: there is nothing to plan with.
      const told = { antiPatterns: answered(antiPatterns(input)), consolidation: null };
      const answer = { ...answered(advise(input)), ...told };
      expect(response.parse(answer)).toEqual(answer);
      expect(answer.status).toBe('proposal');
    }
  });
});

describe('bad figures name their field', () => {
  test.each([0, -1, 1.5, 1_000_001, '4', null])('hosts %s', (hosts) => {
    const { body } = find('capacity.reservations');
    const parsed = body.safeParse({ hosts, storageModules: 1, channelsPerHostPerModule: 1, csvs: 1 });
    expect(parsed.error?.issues.map((issue) => issue.path)).toEqual([['hosts']]);
  });

  test('advice on both an array and an inventory, or on neither', () => {
    const { body } = find('capacity.advice');
    expect(body.safeParse({}).success).toBe(false);
    expect(
      body.safeParse({ arrayId: '0190a000-0000-7000-8000-000000000000', inventory: { csvs: [], vms: [] } }).success,
    ).toBe(false);
  });
});

describe('limits', () => {
  test('what is left out of a new one is null; what is left out of a change is left alone', () => {
    const given = { arrayModel: 'M', scope: 'lun', value: null, source: 'none found', confidence: 'low' };
    expect(find('capacity-limits.create').body.parse(given)).toMatchObject({
      arrayId: null,
      demand: null,
      statedOn: null,
    });
    expect(find('capacity-limits.create').body.safeParse({ ...given, arrayModel: null }).success).toBe(false);
    expect(find('capacity-limits.update').body.parse({ value: 5 })).toEqual({ value: 5 });
    expect(find('capacity-scenarios.update').body.parse({ name: 'x' })).toEqual({ name: 'x' });
  });
});

test('every example is valid, every id and address is its own', () => {
  for (const { body, example, id } of capacityEndpoints)
    if (example !== null) expect([id, body.safeParse(example).success]).toEqual([id, true]);
  expect(new Set(capacityEndpoints.map(({ id }) => id)).size).toBe(capacityEndpoints.length);
  expect(new Set(capacityEndpoints.map(({ method, path }) => `${method} ${path}`)).size).toBe(capacityEndpoints.length);
  for (const { path } of capacityEndpoints) expect(path).toMatch(/^\/capacity\//);
});

function inventoryOf(vms: number, csvs: number) {
  const {
    apart: _apart,
    reservePercent: _reserve,
    copyMegabytesPerSecond: _speed,
    ...inventory
  } = madeInventory({ vms, csvs, seed: 7 });
  return inventory;
}
