import { expect, it } from 'vitest';
import type { ArrayLedgerDto, CsvLedgerDto, LedgerKeyDto } from '#contract/api/registrations.ts';
import { linesOf, linesToRead, lunRecords } from './ledger-lines.ts';

const host = { id: 'h', name: 'hv-01' };
const key = (over: Partial<LedgerKeyDto>): LedgerKeyDto => ({
  ...{ key: '4844000000000000', state: 'registered', host, channel: 0, count: 1, why: null, ...over },
});
const csv: CsvLedgerDto = {
  ...{ lun: { id: 'l', name: 'csv-01' }, uniqueId: 'u', clusterId: null, planned: 4, actual: 4, limit: null },
  ...{ verdict: 'within', generation: 7, lostAt: null, holder: { key: 'k', type: 5, host, channel: 1 }, disks: 2 },
  keys: [
    key({}),
    key({ key: '4844000000000001', state: 'stale', channel: 1, why: 'its host has 1 channel' }),
    key({ key: 'ffff', state: 'unknown', host: null, channel: null, why: 'not made by Heddle' }),
  ],
  missing: [{ key: '4844000000000002', host, channel: 2 }],
  cells: [],
};

it('lists what is missing before what is stale, unknown and fine', () => {
  expect(linesOf(csv).map(({ state }) => state)).toEqual(['missing', 'stale', 'unknown', 'registered']);
  expect(linesOf(csv)[0]?.why).toBe('should be registered and is not');
  expect(linesOf({ ...csv, lostAt: '2030-01-01T00:00:00Z' })[0]?.why).toBe('gone since the target restarted');
  expect(new Set(linesOf(csv).map(({ id }) => id)).size).toBe(4);
});

it('lists only what wants to be read, the worst of every CSV first', () => {
  const other = { ...csv, lun: { id: 'm', name: 'csv-02' }, keys: [], missing: csv.missing };
  expect(linesToRead([csv, other]).map((line) => `${line.csv.name} ${line.state}`)).toEqual([
    'csv-01 missing',
    'csv-02 missing',
    'csv-01 stale',
    'csv-01 unknown',
  ]);
});

it('writes a line per LUN, with what is unknown written out', () => {
  const array = { array: { id: 'a', name: 'STORE-01' }, limitScope: 'array', csvs: [csv] } as unknown as ArrayLedgerDto;
  expect(lunRecords([array])).toMatchObject([
    {
      ...{ array: 'STORE-01', lun: 'csv-01', planned: 4, actual: 4, limit: 'counted per array', holder: 'hv-01' },
      ...{ missing: 'hv-01/2', stale: 'hv-01/1', unknown: 'ffff', duplicate: '' },
    },
  ]);
  const untold = { ...array, limitScope: null, csvs: [{ ...csv, actual: null }] } as ArrayLedgerDto;
  expect(lunRecords([untold])[0]).toMatchObject({ actual: 'unknown', limit: 'unknown' });
});
