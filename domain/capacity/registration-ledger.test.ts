import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RegistrationsFact } from '#domain/fabric/facts.ts';
import { digestOf, reservationKey } from '#domain/fabric/reservation-key.ts';
import { keysOf, type LedgerHost, type LedgerLun, registrationLedger } from './registration-ledger.ts';

const iqn = (host: number) => `iqn.2026-01.lab:hv-${host}`;
const key = (host: number, channel: number) => reservationKey(iqn(host), channel);
const host = (number: number, change: Partial<LedgerHost> = {}): LedgerHost => ({
  id: `host-${number}`,
  name: `HV-${number}`,
  initiators: [iqn(number)],
  channels: 2,
  sees: true,
  reachable: true,
  ...change,
});
type Held = { [key: string]: number | 'room' };
const held = (keys: Held, change: Partial<RegistrationsFact> = {}): RegistrationsFact => ({
  registrants: Object.fromEntries(
    Object.entries(keys).map(([name, count]) =>
      count === 'room' ? [name, { registered: 0, admitted: true }] : [name, { registered: count, admitted: true }],
    ),
  ),
  generation: 7,
  holder: null,
  lostAt: null,
  ...change,
});
const lun = (registrations: RegistrationsFact | null, live: number[] = [1, 2]): LedgerLun => ({
  uniqueId: 'aa',
  name: 'csv-1',
  registrations,
  sessions: live.map((number) => iqn(number).toUpperCase()),
});
const whole = { [key(1, 0)]: 1, [key(1, 1)]: 1, [key(2, 0)]: 1, [key(2, 1)]: 1 };
const odd = (of: LedgerLun, hosts: LedgerHost[]) =>
  registrationLedger(of, hosts)
    .keys.filter(({ state }) => state !== 'registered')
    .map(({ key, state, why, host, count }) => [key, state, count, host?.name ?? null, why]);

test('two hosts with two channels each, all registered, one holds the reservation', () => {
  const ledger = registrationLedger(lun(held(whole, { holder: { key: key(2, 1), type: 5 } })), [host(1), host(2)]);
  expect(ledger.keys.map((one) => [one.state, one.host?.name, one.channel, one.count, one.why]).sort()).toEqual([
    ['registered', 'HV-1', 0, 1, null],
    ['registered', 'HV-1', 1, 1, null],
    ['registered', 'HV-2', 0, 1, null],
    ['registered', 'HV-2', 1, 1, null],
  ]);
  expect(ledger).toMatchObject({ missing: [], expected: 4, actual: 4, used: 4 });
  expect(ledger.holder).toEqual({ key: key(2, 1), type: 5, host: { id: 'host-2', name: 'HV-2' }, channel: 1 });
  expect(ledger.cells).toEqual([
    { host: { id: 'host-1', name: 'HV-1' }, expected: 2, registered: 2, stale: 0, duplicate: 0 },
    { host: { id: 'host-2', name: 'HV-2' }, expected: 2, registered: 2, stale: 0, duplicate: 0 },
  ]);
});

test('what is not registered is missing, and room that is kept for it counts', () => {
  const ledger = registrationLedger(lun(held({ [key(1, 0)]: 1, [key(1, 1)]: 'room' })), [host(1)]);
  expect(ledger.missing).toEqual([{ key: key(1, 1), host: { id: 'host-1', name: 'HV-1' }, channel: 1 }]);
  expect(ledger.keys.map((one) => one.key)).toEqual([key(1, 0)]);
  expect(ledger).toMatchObject({ expected: 2, actual: 1, used: 2 });
});

test('an array that does not tell has nothing missing', () => {
  const ledger = registrationLedger(lun(null), [host(1)]);
  expect(ledger).toMatchObject({ keys: [], missing: [], expected: 2, actual: null, used: null, holder: null });
  expect(ledger.cells).toMatchObject([{ expected: 2, registered: 0 }]);
});

test.each<[string, Held, LedgerHost[], number[], string, string | null, string]>([
  ['another maker', { '0000000000000001': 1 }, [], [], 'unknown', null, 'It was not made by Heddle.'],
  ['a host that is gone', { [key(9, 0)]: 1 }, [], [], 'stale', null, 'Its host is gone: no host has a name'],
  ['a live name of no host', { [key(9, 0)]: 1 }, [], [9], 'unknown', null, 'has a live session'],
  ['a channel that is gone', { [key(1, 2)]: 1 }, [host(1)], [1], 'stale', 'HV-1', 'HV-1 has no channel 2: it has 2.'],
  ['a LUN taken away', { [key(1, 0)]: 1 }, [host(1, { sees: false })], [1], 'stale', 'HV-1', 'no longer presented'],
  [
    'a silent host',
    { [key(1, 0)]: 1 },
    [host(1, { reachable: false })],
    [],
    'stale',
    'HV-1',
    'does not answer and has',
  ],
  ['a host without session', { [key(1, 0)]: 1 }, [host(1)], [2], 'stale', 'HV-1', 'HV-1 answers, but has no live'],
  ['a twin', { [key(1, 0)]: 2 }, [host(1)], [1], 'duplicate', 'HV-1', '2 registrants of HV-1 hold it.'],
  ['a twin of a stale one', { [key(1, 0)]: 3 }, [host(1)], [], 'stale', 'HV-1', 'no live session'],
  [
    'another name of a live host',
    { [key(7, 0)]: 1 },
    [host(1, { initiators: [iqn(1), iqn(7)] })],
    [1],
    'unknown',
    'HV-1',
    'HV-1 made it as iqn.2026-01.lab:hv-7',
  ],
  [
    'another name of a dead host',
    { [key(7, 0)]: 1 },
    [host(1, { initiators: [iqn(1), iqn(7)] })],
    [],
    'stale',
    'HV-1',
    'no live session',
  ],
  ['room for a host that is gone', { [key(9, 0)]: 'room' }, [], [], 'stale', null, 'Its host is gone'],
  ['room of another maker', { '0000000000000001': 'room' }, [], [], 'unknown', null, 'not made by Heddle'],
])('a key of %s', (_case, keys, hosts, live, state, name, why) => {
  const [found, ...others] = odd(lun(held(keys), live), hosts);
  const count = Object.values(keys)[0];
  expect(found).toEqual([
    Object.keys(keys)[0],
    state,
    count === 'room' ? 0 : count,
    name,
    expect.stringContaining(why) as string,
  ]);
  expect(others).toEqual([]);
});

test('a silent host with a live session is registered: it may only be its agent that is away', () => {
  expect(odd(lun(held({ [key(1, 0)]: 1 }), [1]), [host(1, { reachable: false })])).toEqual([]);
});

test('two hosts whose names give the same key cannot be told apart, and both are said', () => {
  const [one, other] = ['iqn.2026-01.lab:hv-1', 'IQN.2026-01.LAB:HV-1'];
  const hosts = [host(1, { initiators: [one] }), host(2, { initiators: [other] })];
  const ledger = registrationLedger(lun(held({ [key(1, 0)]: 1 })), hosts);
  expect(ledger.keys).toMatchObject([
    { state: 'unknown', host: null, channel: 0, why: expect.stringContaining('HV-1 and HV-2') as string },
  ]);
  expect(ledger.missing.map((one) => [one.host.name, one.channel])).toEqual([
    ['HV-1', 1],
    ['HV-2', 1],
  ]);
});

test('a holder that is nobody of ours is told as it is', () => {
  const holder = { key: '00000000000000aa', type: 6 };
  expect(registrationLedger(lun(held({}, { holder })), [host(1)]).holder).toEqual({
    ...holder,
    host: null,
    channel: null,
  });
});

test('a host with more channels than a key has room for has that many keys', () => {
  expect(keysOf({ initiators: ['a'], channels: 300 })).toHaveLength(256);
  expect(keysOf({ initiators: [], channels: 2 })).toEqual([]);
});

const anyHost = (number: number) =>
  fc.record({
    id: fc.constant(`host-${number}`),
    name: fc.constant(`HV-${number}`),
    // Some hosts share a name, some have several or none.
    initiators: fc.uniqueArray(fc.integer({ min: 0, max: 6 }).map(iqn), { maxLength: 2 }),
    channels: fc.integer({ min: 0, max: 4 }),
    sees: fc.boolean(),
    reachable: fc.boolean(),
  });
const anyKey = fc.oneof(
  fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 5 })).map(([of, channel]) => key(of, channel)),
  fc.constantFrom('0000000000000001', 'ffffffffffffffff', `4844${digestOf(iqn(1))}0100`),
);
const anyHeld = fc.dictionary(anyKey, fc.record({ registered: fc.nat(3), admitted: fc.boolean() }));

test('every registrant is in exactly one state, and the counts add up', () => {
  fc.assert(
    fc.property(
      fc.tuple(...[1, 2, 3, 4].map(anyHost)),
      anyHeld,
      fc.subarray([0, 1, 2, 3, 4, 5, 6]),
      (hosts, registrants, live) => {
        const ledger = registrationLedger(lun({ ...held({}), registrants }, live), hosts);
        const total = Object.values(registrants).reduce((sum, { registered }) => sum + registered, 0);
        expect(ledger.actual).toBe(total);
        expect(new Set(ledger.keys.map((one) => one.key)).size).toBe(ledger.keys.length);
        for (const one of ledger.keys) expect(one.count).toBe(registrants[one.key]?.registered);
        const inCells = ledger.cells.reduce((sum, cell) => sum + cell.registered + cell.stale + cell.duplicate, 0);
        const ours = ledger.keys.filter(({ host: of, state }) => of !== null && state !== 'unknown');
        expect(inCells).toBe(ours.reduce((sum, { count }) => sum + count, 0));
        for (const one of ledger.keys) expect(one.why === null).toBe(one.state === 'registered');
        // What is missing is expected, held by nobody, and never a key that is listed as held.
        const heldKeys = new Set(ledger.keys.filter(({ count }) => count > 0).map((one) => one.key));
        for (const missing of ledger.missing) expect(heldKeys.has(missing.key)).toBe(false);
        expect(ledger.expected).toBe(ledger.cells.reduce((sum, cell) => sum + cell.expected, 0));
        expect(ledger.used).toBeGreaterThanOrEqual(total);
      },
    ),
  );
});
