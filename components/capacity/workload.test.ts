import { expect, test } from 'vitest';
import { csvCount } from '#domain/capacity/csv-count.ts';
import { csvCountInput, type Workload } from './workload.ts';

const row = (over: Partial<Workload>): Workload => ({
  ...{ key: over.name ?? 'k', name: 'web', vms: 3, backupPolicy: 'nightly', drPolicy: '', iops: null, apart: false },
  ...over,
});

test('rows become VMs, classes and rules that the calculator counts with', () => {
  const { input } = csvCountInput([row({}), row({ name: 'sql', vms: 2, apart: true, backupPolicy: 'hourly' })], null);
  expect(input?.vms.map(({ id }) => id)).toEqual(['web 1', 'web 2', 'web 3', 'sql 1', 'sql 2']);
  expect(input?.vms[0]).toMatchObject({ backupPolicy: 'nightly', drPolicy: 'none' });
  const outcome = csvCount(input ?? { vms: [], apart: [], diskGroupIops: null });
  expect(outcome).toMatchObject({ ok: true, value: { count: 3, exact: true, iops: { state: 'unmeasured' } } });
});

test('every fault is named with its row, and nothing is counted', () => {
  const rows = [row({ vms: 0 }), row({ key: 'b', vms: 1.5, iops: -1 }), row({ key: 'c', name: '', vms: null })];
  const { input, faults } = csvCountInput(rows, null);
  expect(input).toBeNull();
  expect(faults.map(({ key }) => key)).toEqual(['k', 'b', 'b', 'b', 'c']);
  expect(csvCountInput([row({ vms: 2001 })], null).faults).toMatchObject([{ key: 'all' }]);
});
