import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CapacitySummaryDto } from '#contract/api/capacity-records.ts';
import type { ReservationLedgerDto } from '#contract/api/registrations.ts';
import { reservationKey } from '#domain/fabric/reservation-key.ts';
import { type Door, jsonOf, openDoor } from '#test/door.ts';
import { seenArray, seenVm } from '#test/observed-fabric.ts';
import { pollOneAgent } from '#test/poll-one-agent.ts';
import { allKeys, fabricWithCsvs, initiatorOf, keyOf, keysOf, registered, seenCsv } from '#test/shared-csvs.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());
beforeEach(async () => void (await door.db.agent.deleteMany()));

const { capabilities } = seenArray();
const limitOf = (scope: 'lun' | 'array', value: number) => ({
  capabilities: { ...capabilities, registrationLimit: { scope, value } },
});
async function ledger(query = ''): Promise<ReservationLedgerDto> {
  const response = await door.call('GET', `/capacity/reservations/actual${query}`, { as: door.people.viewer });
  expect(response.status).toBe(200);
  return jsonOf<ReservationLedgerDto>(response);
}
const summary = async () => jsonOf<CapacitySummaryDto>(await door.call('GET', '/capacity/summary'));

describe('the ledger', () => {
  test('every channel is registered: what is planned is what is held', async () => {
    const vm = seenVm({ disks: [{ uniqueId: 'e0000001', sizeBytes: 1 }] });
    await pollOneAgent(
      door,
      fabricWithCsvs([seenCsv(1), seenCsv(2)], { array: limitOf('array', 10), hosts: { 1: { vms: [vm] } } }),
    );
    const { asOf, arrays } = await ledger();
    expect(asOf).not.toBeNull();
    expect(arrays).toMatchObject([
      {
        ...{ array: { name: 'Array 1' }, planned: 8, actual: 8, limit: 10, limitScope: 'array', headroom: 2 },
        ...{ verdict: 'warning', missing: 0, stale: 0, duplicate: 0, unknown: 0, probe: false },
      },
    ]);
    expect(arrays[0]?.hosts.map(({ name, channels }) => [name, channels])).toEqual([
      ['Host 1', 2],
      ['Host 2', 2],
    ]);
    const [first, second] = arrays[0]?.csvs ?? [];
    const cell = { expected: 2, registered: 2, stale: 0, duplicate: 0 };
    expect(first).toMatchObject({
      ...{ lun: { name: 'csv-1' }, planned: 4, actual: 4, limit: null, generation: 4, lostAt: null, missing: [] },
      ...{ disks: 1, cells: [cell, cell], holder: { type: 5, host: { name: 'Host 1' }, channel: 0 } },
    });
    expect(first?.clusterId).toBe((await door.db.cluster.findFirstOrThrow()).id);
    expect(first?.keys.map(({ key, state, count }) => [key, state, count]).sort()).toEqual(
      allKeys.map((key) => [key, 'registered', 1]).sort(),
    );
    expect(second?.disks).toBe(0);
  });

  test('a silent host, a lost channel, a double and a stranger are told apart, and count against the limit', async () => {
    const registrants = {
      [keyOf(1, 0)]: { registered: 2, admitted: true },
      [keyOf(2, 0)]: { registered: 1, admitted: true },
      [keyOf(2, 1)]: { registered: 1, admitted: true },
      [reservationKey('iqn.2030-01.test:gone', 0)]: { registered: 1, admitted: false },
      '00000000deadbeef': { registered: 1, admitted: false },
    };
    const odd = seenCsv(1, {
      sessions: [initiatorOf(1)],
      registrations: registered([], { registrants, generation: 9, lostAt: '2030-01-01T00:00:00Z' }),
    });
    await pollOneAgent(door, fabricWithCsvs([odd], { array: limitOf('lun', 5) }));
    const [array] = (await ledger()).arrays;
    expect(array).toMatchObject({
      ...{ planned: 4, actual: 6, limit: 5, limitScope: 'lun', headroom: -1, verdict: 'exceeded' },
      ...{ missing: 1, stale: 3, duplicate: 1, unknown: 1 },
    });
    const [csv] = array?.csvs ?? [];
    expect(csv).toMatchObject({ limit: 5, verdict: 'exceeded', lostAt: '2030-01-01T00:00:00Z', holder: null });
    const host = (await door.db.host.findFirstOrThrow({ where: { name: 'Host 1' } })).id;
    expect(csv?.missing).toEqual([{ key: keyOf(1, 1), host: { id: host, name: 'Host 1' }, channel: 1 }]);
    const of = (key: string) => csv?.keys.find((one) => one.key === key);
    expect(of(keyOf(2, 1))).toMatchObject({ state: 'stale', host: { name: 'Host 2' }, channel: 1 });
    expect(of(keyOf(2, 1))?.why).toMatch(/no live session/);
    expect(of(keyOf(1, 0))).toMatchObject({ state: 'duplicate', count: 2 });
    expect(of(reservationKey('iqn.2030-01.test:gone', 0))).toMatchObject({ state: 'stale', host: null });
    expect(of('00000000deadbeef')).toMatchObject({ state: 'unknown' });
  });

  test('of one array, or none; LUNs of which nothing is told are unknown, not empty', async () => {
    await pollOneAgent(door, fabricWithCsvs([seenCsv(1, { registrations: null })]));
    const { id } = await door.db.array.findFirstOrThrow();
    const { arrays } = await ledger(`?arrayId=${id}`);
    expect(arrays).toMatchObject([{ planned: 4, actual: null, missing: 0, limit: null, verdict: 'unknown' }]);
    expect(arrays[0]?.csvs).toMatchObject([{ actual: null, generation: null, keys: [], missing: [] }]);
    const unheard = `/capacity/reservations/actual?arrayId=${crypto.randomUUID()}`;
    expect((await door.call('GET', unheard)).status).toBe(404);
  });

  test('riskiest first, and what somebody has registered on another LUN counts too', async () => {
    const [array, ...hosts] = fabricWithCsvs([seenCsv(1)], { array: limitOf('array', 100) });
    const stranger = registered(['00000000deadbeef'], { holder: null });
    const full = seenCsv(2, { kind: 'data', name: 'witness', masking: {}, sessions: [], registrations: stranger });
    const second = { ...seenArray({ system: 'array-2', name: 'Array 2', luns: [full] }), ...limitOf('array', 1) };
    await pollOneAgent(door, [array, second, ...hosts]);
    const { arrays } = await ledger();
    expect(arrays.map(({ array: { name }, verdict, actual, unknown }) => [name, verdict, actual, unknown])).toEqual([
      ['Array 2', 'warning', 1, 1],
      ['Array 1', 'within', 4, 0],
    ]);
    expect((await summary()).arrays).toMatchObject([{ csvs: 0, planned: 0, actual: 1, limit: 1 }, { csvs: 1 }]);
  });
});

test('the summary tells what is really held, and is bound by it', async () => {
  const extra = { [reservationKey('iqn.2030-01.test:gone', 0)]: { registered: 1, admitted: false } };
  const { registrants } = registered(allKeys);
  const csv = seenCsv(1, { registrations: registered(keysOf(1), { registrants: { ...registrants, ...extra } }) });
  await pollOneAgent(door, fabricWithCsvs([csv, seenCsv(2, { registrations: null })], { array: limitOf('array', 8) }));
  const [line] = (await summary()).arrays;
  expect(line).toMatchObject({ hosts: 2, csvs: 2, planned: 8, actual: 5, limit: 8, headroom: 0, verdict: 'warning' });
});
