import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AdviceDto } from '#contract/api/capacity-advice.ts';
import type { CapacityLimitDto, CapacitySummaryDto, ForecastDto } from '#contract/api/capacity-records.ts';
import { type Door, jsonOf, openDoor } from '#test/door.ts';

let door: Door;
const ids = { array: '', other: '', pool: '', young: '' };
const DAY_MS = 86_400_000;
const TB = 1_000_000_000_000n;

/** Two arrays; on the first two hosts with 4 and 2 channels see two CSVs, of which one is empty, and a third sees none. */
beforeAll(async () => {
  door = await openDoor();
  const { db } = door;
  const agent = await db.agent.create({ data: { name: 'agent', url: 'http://127.0.0.1:1', state: 'online' } });
  const like = { agentId: agent.id, vendor: 'v', version: '4.2', transport: 'iscsi', capabilities: {} };
  const array = await db.array.create({ data: { ...like, system: 'a', name: 'array-1', model: 'CX' } });
  const other = await db.array.create({ data: { ...like, system: 'b', name: 'array-2', model: 'Unheard of' } });
  const size = { sizeBytes: 10n * TB, usedBytes: 7n * TB };
  const pool = await db.pool.create({ data: { arrayId: array.id, key: 'p', name: 'pool-1', ...size } });
  const young = await db.pool.create({ data: { arrayId: other.id, key: 'q', name: 'pool-2', ...size } });
  Object.assign(ids, { array: array.id, other: other.id, pool: pool.id, young: young.id });
  const cluster = await db.cluster.create({ data: { name: 'cluster-1' } });
  for (const [name, channels] of [
    ['h1', 4],
    ['h2', 2],
    ['h3', 8],
  ] as const)
    await db.host.create({
      data: {
        ...{ agentId: agent.id, system: name, name, fqdn: name, hypervisor: 'kvm', version: '1', transport: 'iscsi' },
        ...{ initiators: [`iqn.2030-01.example:${name}`], channels, cpus: 4, memoryBytes: 1n, clusterId: cluster.id },
      },
    });
  const set = await db.maskingSet.create({
    data: {
      ...{ arrayId: array.id, key: 'm', name: 'm' },
      initiators: { create: [{ name: 'IQN.2030-01.example:h1' }, { name: 'iqn.2030-01.example:h2' }] },
    },
  });
  const csv = (uniqueId: string, usedBytes: bigint) =>
    db.lun.create({
      data: {
        ...{ arrayId: array.id, poolId: pool.id, uniqueId, name: uniqueId, sizeBytes: TB, usedBytes },
        ...{ kind: 'csv', chainDepth: 0, presentations: { create: { maskingSetId: set.id, access: 'read-write' } } },
      },
    });
  await csv('csv-1', TB / 2n);
  await csv('csv-2', 0n);
  const now = Date.now();
  const sample = (poolId: string, daysAgo: number, usedBytes: bigint) => ({
    ...{ poolId, at: new Date(now - daysAgo * DAY_MS), sizeBytes: 10n * TB, usedBytes, provisionedBytes: 12n * TB },
  });
  const days = Array.from({ length: 20 }, (_, day) => sample(pool.id, 19 - day, 5n * TB + (BigInt(day) * TB) / 10n));
  await db.poolSample.createMany({ data: [...days, sample(young.id, 1, TB), sample(young.id, 0, TB)] });
});
afterAll(() => door.close());

const post = async (address: string, body: unknown, as = door.people.viewer) =>
  door.call('POST', address, { as, body, key: crypto.randomUUID() });
const uniform = { hosts: 2, storageModules: 2, channelsPerHostPerModule: 2, csvs: 4 };

describe('reservations', () => {
  it('are counted, and an unknown limit is a verdict', async () => {
    const answer = await jsonOf(await post('/capacity/reservations', uniform));
    expect(answer).toMatchObject({ reservations: 32, perLun: 8, limit: null, headroom: null, verdict: 'unknown' });
    const model = await jsonOf(await post('/capacity/reservations', { ...uniform, arrayModel: 'Nobody knows it' }));
    expect(model).toMatchObject({ verdict: 'unknown' });
    expect(JSON.stringify(model.notes)).toContain('Nobody knows it');
  });

  it('are held against the limit of the model and firmware, the array’s own, and a supposed one', async () => {
    const { db } = door;
    const stated = { scope: 'array', source: 'vendor', confidence: 'high' };
    await db.capacityLimit.createMany({
      data: [
        { ...stated, arrayModel: 'cx', beforeFirmware: '4.0', value: 100n },
        { ...stated, arrayModel: 'CX', fromFirmware: '4.0', value: 40n, demand: '1.5' },
      ],
    });
    const ask = async (more: object) => jsonOf(await post('/capacity/reservations', { ...uniform, ...more }));
    expect(await ask({ arrayModel: 'CX', firmware: '3.9' })).toMatchObject({ limit: 100, reservations: 32 });
    expect(await ask({ arrayId: ids.array })).toMatchObject({ limit: 40, reservations: 48, verdict: 'exceeded' });
    expect(await ask({ arrayId: ids.array, firmware: '3.9' })).toMatchObject({ limit: 100, verdict: 'within' });
    expect(await ask({ supposedLimit: { scope: 'array', value: 39 } })).toMatchObject({
      ...{ limit: 39, headroom: 7, verdict: 'warning', crossing: { hosts: 2, csvs: 4 } },
    });
    await db.capacityLimit.deleteMany();
    expect((await post('/capacity/reservations', { ...uniform, arrayId: crypto.randomUUID() })).status).toBe(404);
  });

  it('are held against what the array reports of itself, unless somebody stated it for that very array', async () => {
    const { db } = door;
    const reports = (registrationLimit: object | null) =>
      db.array.update({ where: { id: ids.array }, data: { capabilities: { registrationLimit } } });
    const ask = async () => jsonOf(await post('/capacity/reservations', { ...uniform, arrayId: ids.array }));
    await reports({ scope: 'array', value: 33 });
    expect(await ask()).toMatchObject({ limit: 33, verdict: 'warning', scopes: [{ source: 'reported by its agent' }] });
    const stated = { scope: 'array', source: 'case 4711', confidence: 'low', arrayId: ids.array };
    await db.capacityLimit.create({ data: { ...stated, value: 64n } });
    expect(await ask()).toMatchObject({ limit: 64, verdict: 'within', scopes: [{ source: 'case 4711' }] });
    await db.capacityLimit.deleteMany();
    await reports(null);
    expect(await ask()).toMatchObject({ limit: null, verdict: 'unknown' });
  });

  it('of unequal hosts are counted by who sees what', async () => {
    const body = {
      storageModules: 2,
      channelsPerHostPerModule: [2, 4, 1],
      csvs: [{ hosts: 'all' }, { hosts: [0, 1] }],
    };
    const answer = await jsonOf(await post('/capacity/reservations/fabric', body));
    expect(answer).toMatchObject({ reservations: 26, perCsv: [14, 12], verdict: 'unknown' });
    const wrong = await jsonOf(await post('/capacity/reservations/fabric', { ...body, csvs: [{ hosts: [0, 7] }] }));
    expect(wrong).toMatchObject({ code: 'validation_failed', errors: [{ path: 'body.csvs[0].hosts' }] });
  });

  it.each([0, -1, 1.5, 1_000_001, '4', null])('refuse %s with every field that is wrong', async (bad) => {
    const response = await post('/capacity/reservations', { ...uniform, hosts: bad, csvs: bad });
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    const { errors } = await jsonOf<{ errors: { path: string }[] }>(response);
    expect(errors.map(({ path }) => path)).toEqual(['body.hosts', 'body.csvs']);
  });

  it('that are too many to be exact are refused, never rounded', async () => {
    const huge = { hosts: 1e6, storageModules: 1e6, channelsPerHostPerModule: 1e6, csvs: 1e6 };
    const response = await post('/capacity/reservations', huge);
    expect(await jsonOf(response)).toMatchObject({ status: 400, errors: [{ path: 'body.reservations' }] });
  });
});

describe('the other calculators', () => {
  it('count CSVs, and refuse contradictory policies', async () => {
    const vm = (id: string, backupPolicy: string) => ({ id, backupPolicy, drPolicy: 'none' });
    const body = {
      vms: [vm('a', 'nightly'), vm('b', 'nightly'), vm('c', 'hourly')],
      apart: [{ name: 'sql', vmIds: ['a', 'b'] }],
    };
    expect(await jsonOf(await post('/capacity/csv-count', body))).toMatchObject({ count: 3, exact: true });
    const twice = await post('/capacity/csv-count', { vms: [vm('a', 'nightly'), vm('a', 'hourly')] });
    expect(await jsonOf(twice)).toMatchObject({ status: 400, errors: [{ path: 'body.vms[1]' }] });
  });

  it('compare a disk group with server thinking', async () => {
    const six = { raid: '10', spindles: 6, spindleSizeBytes: 600e9, spindleIops: 175, readPercent: 60, luns: 3 };
    expect(await jsonOf(await post('/capacity/disk-group', six))).toMatchObject({
      vdisk: { spindles: 6 },
      server: { possible: true, lun: { spindles: 2 } },
    });
    const odd = await jsonOf(await post('/capacity/disk-group', { ...six, spindles: 5 }));
    expect(odd).toMatchObject({ code: 'validation_failed', errors: [{ path: 'body.spindles' }] });
  });

  it('advise on the CSVs of an array', async () => {
    const advice = await jsonOf<AdviceDto>(await post('/capacity/advice', { arrayId: ids.array }));
    expect(advice.status).toBe('proposal');
    expect(advice.retire.map(({ name, reason }) => [name, reason])).toEqual([['csv-2', 'empty']]);
    expect(advice.before).toMatchObject({ csvs: 2, registrations: 12 });
    expect(advice.after).toMatchObject({ csvs: 1, registrations: 6 });
    expect((await post('/capacity/advice', { arrayId: crypto.randomUUID() })).status).toBe(404);
  });
});

describe('what was recorded', () => {
  it('forecasts when a pool fills, and says what it needs where it cannot', async () => {
    const { items } = await jsonOf<{ items: ForecastDto[] }>(await door.call('GET', '/capacity/forecast'));
    const [full, young] = [
      items.find(({ pool }) => pool.id === ids.pool),
      items.find(({ pool }) => pool.id === ids.young),
    ];
    expect(full).toMatchObject({ status: 'forecast', overCommit: { percent: 120 } });
    expect(full?.trend?.usedBytesPerDay).toBe(1e11);
    expect(full?.reaches.map(({ percent, state }) => [percent, state])).toEqual([
      [80, 'expected'],
      [90, 'expected'],
      [100, 'expected'],
    ]);
    expect(full?.history.length).toBeGreaterThan(15);
    expect(young).toMatchObject({ status: 'needs-data', neededDays: 7, trend: null, reaches: [], projection: [] });
    const one = await jsonOf<{ items: unknown[] }>(await door.call('GET', `/capacity/forecast?poolId=${ids.pool}`));
    expect(one.items).toHaveLength(1);
    expect((await door.call('GET', `/capacity/forecast?poolId=${crypto.randomUUID()}`)).status).toBe(404);
  });

  it('sums up every array, riskiest first, and every pool, soonest full first', async () => {
    await door.db.capacityLimit.create({
      data: { arrayModel: 'CX', scope: 'lun', value: 7n, source: 'probe', confidence: 'high' },
    });
    const summary = await jsonOf<CapacitySummaryDto>(await door.call('GET', '/capacity/summary'));
    expect(summary.totals).toEqual({ sizeBytes: 20e12, usedBytes: 14e12, provisionedBytes: 2e12 });
    expect(summary.arrays).toMatchObject([
      {
        array: { name: 'array-1' },
        hosts: 2,
        csvs: 2,
        planned: 12,
        actual: null,
        limit: 7,
        limitScope: 'lun',
        headroom: 1,
        verdict: 'warning',
      },
      { array: { name: 'array-2' }, hosts: 0, csvs: 0, planned: 0, limit: null, verdict: 'unknown' },
    ]);
    expect(summary.pools.map(({ pool }) => pool.name)).toEqual(['pool-1', 'pool-2']);
    await door.db.capacityLimit.deleteMany();
  });
});

describe('limits', () => {
  const given = { arrayModel: 'M1', scope: 'array', value: 1024, source: 'vendor, case 4711', confidence: 'high' };

  it('are stated, changed and forgotten by an admin, with their source', async () => {
    const made = await jsonOf<CapacityLimitDto>(
      await post('/capacity/limits', { ...given, statedOn: '2025-01-31' }, door.people.admin),
    );
    expect(made).toMatchObject({ ...given, statedOn: '2025-01-31', arrayId: null, demand: null });
    const address = `/capacity/limits/${made.id}`;
    const read = await door.call('GET', address, { as: door.people.viewer });
    const headers = { 'if-match': read.headers.get('etag') ?? '' };
    const changed = await door.call('PATCH', address, { body: { value: null, demand: 'hosts * csvs' }, headers });
    expect(await jsonOf(changed)).toMatchObject({ value: null, demand: 'hosts * csvs', source: given.source });
    expect((await door.call('DELETE', address, { headers })).status).toBe(412);
    expect((await door.call('DELETE', address, { headers: { 'if-match': '*' } })).status).toBe(204);
    expect((await door.call('GET', address)).status).toBe(404);
  });

  it('are refused where they could not be counted with', async () => {
    const bad = async (more: object) =>
      jsonOf(await post('/capacity/limits', { ...given, ...more }, door.people.admin));
    expect(await bad({ demand: 'hosts - csvs' })).toMatchObject({ errors: [{ path: 'body.demand' }] });
    expect(await bad({ arrayModel: null })).toMatchObject({ errors: [{ path: 'body.arrayModel' }] });
    expect(await bad({ arrayId: crypto.randomUUID() })).toMatchObject({ code: 'not_found' });
  });
});

describe('scenarios', () => {
  it('are saved under a name of their own, changed and forgotten', async () => {
    const save = (name: string) => post('/capacity/scenarios', { name, input: uniform }, door.people.operator);
    const made = await jsonOf<{ id: string }>(await save('More hosts'));
    expect(made).toMatchObject({ name: 'More hosts', input: { ...uniform, arrayId: null } });
    expect(await jsonOf(await save('More hosts'))).toMatchObject({ code: 'conflict' });
    const address = `/capacity/scenarios/${made.id}`;
    const as = door.people.operator;
    const headers = { 'if-match': '*' };
    const renamed = await door.call('PATCH', address, { as, body: { name: 'Fewer hosts' }, headers });
    expect(await jsonOf(renamed)).toMatchObject({ name: 'Fewer hosts', input: uniform });
    const { items } = await jsonOf<{ items: { name: string }[] }>(await door.call('GET', '/capacity/scenarios'));
    expect(items.map(({ name }) => name)).toEqual(['Fewer hosts']);
    expect((await door.call('DELETE', address, { as, headers })).status).toBe(204);
  });
});
