import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ArrayDriver, RegistrationActs } from '#agent/drivers/array-driver.ts';
import { bundleAgent } from '#agent/drivers/conformance/bundle-agent.ts';
import { passingKeys } from '#agent/drivers/passing-keys.ts';
import { createTgtDriver } from '#agent/drivers/tgt/create-tgt-driver.ts';
import { ownInitiatorOf, TgtOptions } from '#agent/drivers/tgt/tgt-options.ts';
import { registerAs } from '#agent/iscsi/registrants.ts';
import type { LunValue } from '#contract/agent/luns.ts';
import type { RegistrationsValue } from '#contract/agent/registrations.ts';
import { digestOf, readReservationKey, reservationKeys } from '#domain/fabric/reservation-key.ts';
import { type ArrayRoom, openArrayRoom } from './parts/array-room.ts';
import { vmDisk } from './parts/host-rig.ts';
import { labSuite } from './parts/lab-suite.ts';
import { type SharedHost, startSharedHost } from './parts/shared-host.ts';
import { openLun, tryOpen } from './parts/try-open.ts';

const mib = 1024 * 1024;
const cluster = 'cluster-1';
const initiators = { a: 'iqn.2026-01.lab.host:shared-a', b: 'iqn.2026-01.lab.host:shared-b' };
const channels = 2;
const keysOf = (initiator: string) => reservationKeys({ initiators: [initiator], channels });
const keys = { a: keysOf(initiators.a), b: keysOf(initiators.b) };
const stranger = '0000000000000001';
const patience = { timeout: 60_000, interval: 50 };
const writeExclusiveRegistrantsOnly = 5;

await labSuite('LUNs that two hosts share', ['array'], () => {
  let room: ArrayRoom;
  let array: ArrayDriver;
  let acts: RegistrationActs;
  let bundle: Awaited<ReturnType<typeof bundleAgent>>;
  let a: SharedHost;
  let b: SharedHost;
  const luns: LunValue[] = [];
  const limited = { registrationLimit: { scope: 'lun', value: 4 } };

  const openArray = async () => {
    array = await createTgtDriver({ ...room.options, ...limited }, path.join(room.dir, 'array-state'), 'array-1');
    if (!array.registrations) throw new Error('it reports no registrations');
    acts = array.registrations;
  };
  const read = async ({ uniqueId }: { uniqueId: string }): Promise<LunValue> => {
    const [lun] = await array.readLuns([uniqueId]);
    if (!lun) throw new Error(`LUN ${uniqueId} is not found`);
    return lun;
  };
  const seen = async (lun: LunValue): Promise<RegistrationsValue> => {
    const { registrations } = await read(lun);
    if (!registrations) throw new Error('its registrations were not looked at');
    return registrations;
  };
  const registered = async (lun: LunValue) =>
    Object.entries((await seen(lun)).registrants).flatMap(([key, told]) => Array<string>(told.registered).fill(key));
  const newLun = (number: number) => {
    const uniqueId = `60de${number.toString(16).padStart(28, '0')}`;
    const named = { name: `lun-${number}`, pool: room.options.poolName, kind: 'csv' as const };
    return array.createLun({ uniqueId, sizeBytes: 64 * mib, ...named });
  };
  const attach = (host: SharedHost, lun: LunValue) =>
    host.does({ operation: 'shared-disk.attach', params: vmDisk(lun) });
  const each = async <T>(act: (lun: LunValue) => Promise<T>): Promise<T[]> => {
    const results: T[] = [];
    for (const lun of luns) results.push(await act(lun));
    return results;
  };
  const [first, second, third] = [0, 1, 2].map((at) => () => {
    const lun = luns[at];
    if (!lun) throw new Error('the LUNs are not made');
    return lun;
  }) as [() => LunValue, () => LunValue, () => LunValue];
  /** Both hosts are connected and registered over every channel to every LUN. */
  const areBack = async () => {
    const disks = await each(({ uniqueId }) => Promise.all([a.readDisk(uniqueId), b.readDisk(uniqueId)]));
    const all = disks.flat().flatMap((disk) => disk?.channels ?? []);
    return all.length === 12 && all.every((channel) => channel.connected && channel.registered);
  };
  const refused = (code: string, details: object = {}) => ({ refusal: { code, details } });

  beforeAll(async () => {
    room = await openArrayRoom('shared');
    bundle = await bundleAgent();
    await mkdir(path.join(room.dir, 'array-state'), { mode: 0o700 });
    await openArray();
    await array.createMaskingSet({ key: cluster, name: cluster, initiators: Object.values(initiators) });
    for (const number of [1, 2, 3]) {
      const lun = await newLun(number);
      await array.present({ uniqueId: lun.uniqueId, maskingSet: cluster, access: 'read-write' });
      luns.push(lun);
    }
    a = await startSharedHost(room, bundle.program, { name: 'host-a', initiator: initiators.a, channels });
    b = await startSharedHost(room, bundle.program, { name: 'host-b', initiator: initiators.b, channels });
  });
  afterAll(async () => {
    await Promise.all([a?.stop(), b?.stop()]);
    await array?.close();
    await room?.close();
    bundle?.remove();
  });

  test('two hosts over two channels make twelve registrations on three LUNs, and the array tells exactly these', async () => {
    const before = await array.revision();
    for (const lun of luns) {
      await acts.admit({ uniqueId: lun.uniqueId, keys: keys.a });
      await acts.admit({ uniqueId: lun.uniqueId, keys: keys.b });
      for (const host of [a, b, a]) {
        const value = await attach(host, lun);
        expect(value).toMatchObject({ online: true, sizeBytes: 64 * mib });
      }
      const params = { uniqueId: lun.uniqueId, type: writeExclusiveRegistrantsOnly };
      for (const _again of [1, 2]) await a.does({ operation: 'shared-disk.reserve', params });
      const other = await b.refusal({ operation: 'shared-disk.reserve', params });
      expect(other).toMatchObject({ code: 'reservation_held', details: { holder: { key: keys.a[0], type: 5 } } });
      await acts.confirm({ uniqueId: lun.uniqueId, keys: [...keys.a, ...keys.b] });
    }
    const all = await each(registered);
    expect(all.flat()).toHaveLength(12);
    for (const lun of luns) {
      const value = await read(lun);
      const registrants = [...keys.a, ...keys.b].sort().map((key) => [key, { registered: 1, admitted: true }]);
      expect(value.registrations?.registrants).toEqual(Object.fromEntries(registrants));
      expect(value.registrations).toMatchObject({ holder: { key: keys.a[0], type: 5 }, lostAt: null });
      // The agent's own session is nobody's business.
      expect(value.masking).toEqual({ [cluster]: 'read-write' });
      expect(value.sessions.toSorted()).toEqual(Object.values(initiators));
    }
    const { capabilities } = await array.inventory();
    expect(capabilities).toMatchObject(limited);
    await expect.poll(() => array.revision(), patience).not.toBe(before);
  });

  test('what a host sees is what the array tells', async () => {
    for (const host of [a, b]) {
      const own = keysOf(host.initiator).map((key, channel) => ({ channel, key, connected: true, registered: true }));
      const registrants = Object.fromEntries([...keys.a, ...keys.b].sort().map((key) => [key, 1]));
      const holder = { key: keys.a[0], type: 5 };
      const value = {
        uniqueId: first().uniqueId,
        online: true,
        sizeBytes: 64 * mib,
        channels: own,
        registrants,
        holder,
      };
      expect(await host.readDisk(first().uniqueId)).toEqual(value);
      const inventory = await host.inventory();
      expect(inventory.kind === 'host' && inventory.sharedDisks.map((disk) => disk.uniqueId)).toEqual(
        luns.map((lun) => lun.uniqueId),
      );
    }
  });

  test('the reservation is real: who is no registrant may read and not write', async () => {
    expect(await tryOpen(first(), initiators.b, 'read')).toEqual({ outcome: 'allowed', why: '' });
    expect(await tryOpen(first(), initiators.b, 'write')).toEqual({ outcome: 'denied', why: 'status 24' });
  });

  test('a LUN that holds four lets no fifth in', async () => {
    const details = { sense: '05/55/04', limit: 4, scope: 'lun', used: 4, wanted: 1 };
    const fifth = acts.admit({ uniqueId: first().uniqueId, keys: [stranger] });
    await expect(fifth).rejects.toMatchObject(refused('insufficient_registration_resources', details));
    await acts.admit({ uniqueId: first().uniqueId, keys: keys.a });
    const one = { uniqueId: first().uniqueId, keys: keys.a.slice(0, 1) };
    await expect(acts.dismiss(one)).rejects.toMatchObject(refused('in_use', { keys: one.keys }));
    expect(Object.keys((await seen(first())).registrants)).toHaveLength(4);
  });

  test('a host that was killed leaves keys without a session, which the other takes away by name', async () => {
    const revision = await array.revision();
    await b.kill();
    await expect.poll(async () => (await read(first())).sessions, patience).toEqual([initiators.a]);
    await expect.poll(() => array.revision(), patience).not.toBe(revision);
    for (const lun of luns) {
      const { sessions } = await read(lun);
      const live = new Set(sessions.map(digestOf));
      const isStale = (key: string) => !live.has(readReservationKey(key)?.initiatorDigest ?? '');
      const stale = (await registered(lun)).filter(isStale);
      expect(stale).toEqual(keys.b);
      const { uniqueId } = lun;
      const own = { operation: 'shared-disk.preempt', params: { uniqueId, keys: keys.a.slice(1) } };
      expect((await a.refusal(own)).code).toBe('own_key');
      const clear = { operation: 'shared-disk.preempt', params: { uniqueId, keys: stale } };
      expect(await a.does(clear)).toEqual({ preempted: stale });
      expect(await a.does(clear)).toEqual({ preempted: [] });
      expect(await registered(lun)).toEqual(keys.a);
      expect((await seen(lun)).holder).toEqual({ key: keys.a[0], type: 5 });
      await acts.dismiss({ uniqueId, keys: stale });
      expect(Object.keys((await seen(lun)).registrants)).toEqual(keys.a);
      const confirmed = acts.confirm({ uniqueId, keys: [...keys.a, ...keys.b] });
      await expect(confirmed).rejects.toMatchObject(refused('registrations_missing', { missing: keys.b }));
    }
  });

  test('a host whose agent is started again comes back by itself, and takes away its own dead keys only', async () => {
    for (const lun of luns) await acts.admit({ uniqueId: lun.uniqueId, keys: keys.b });
    await b.start();
    await expect.poll(areBack, patience).toBe(true);
    await a.kill();
    await expect.poll(async () => (await read(third())).sessions, patience).toEqual([initiators.b]);
    await a.start();
    await expect.poll(areBack, patience).toBe(true);
    for (const lun of luns) {
      expect((await read(lun)).sessions.toSorted()).toEqual(Object.values(initiators));
      await acts.confirm({ uniqueId: lun.uniqueId, keys: [...keys.a, ...keys.b] });
      expect(await registered(lun)).toHaveLength(4);
      expect((await seen(lun)).holder).toEqual({ key: keys.a[0], type: 5 });
    }
  });

  test('a restarted target forgets all, which is told until every host has registered again', async () => {
    await room.tgtd.stop();
    await expect
      .poll(async () => (await a.readDisk(first().uniqueId))?.channels.map((one) => one.connected), patience)
      .toEqual([false, false]);
    expect(await b.readDisk(first().uniqueId)).toMatchObject({ online: false, registrants: {}, holder: null });
    // One of them stays away for now.
    await b.kill();
    await room.tgtd.restart();
    const { lostAt } = await seen(second());
    expect(Date.parse(lostAt ?? '')).toBeLessThanOrEqual(Date.now());
    await expect.poll(() => registered(second()), patience).toEqual(keys.a);
    expect((await seen(second())).lostAt).toBe(lostAt);
    await array.close();
    await openArray();
    expect((await seen(second())).lostAt).toBe(lostAt);
    await b.start();
    for (const lun of luns) {
      await expect.poll(async () => (await seen(lun)).lostAt, patience).toBeNull();
      expect((await seen(lun)).holder).toBeNull();
      await a.does({ operation: 'shared-disk.reserve', params: { uniqueId: lun.uniqueId, type: 5 } });
      await acts.confirm({ uniqueId: lun.uniqueId, keys: [...keys.a, ...keys.b] });
    }
  });

  test('where no host is alive the array takes keys away itself, and their reservation ends', async () => {
    await Promise.all([a.kill(), b.kill()]);
    await expect.poll(async () => (await read(second())).sessions, patience).toEqual([]);
    const act = { uniqueId: second().uniqueId, keys: keys.a };
    expect(await acts.preempt(act)).toEqual({ preempted: keys.a });
    expect(await acts.preempt(act)).toEqual({ preempted: [] });
    const left = Object.fromEntries(keys.b.map((key) => [key, { registered: 1, admitted: true }]));
    expect(await seen(second())).toMatchObject({ registrants: left, holder: null });
    expect(Object.keys((await seen(second())).registrants)).toEqual(keys.b);
    expect(await registered(third())).toHaveLength(4);
    await acts.admit({ uniqueId: second().uniqueId, keys: keys.a });
    await Promise.all([a.start(), b.start()]);
    await expect.poll(areBack, patience).toBe(true);
    expect((await each(registered)).flat()).toHaveLength(12);
  });

  test('a host that lives and lost its keys says so, and registers again when it is told to attach', async () => {
    const { uniqueId } = second();
    await b.does({ operation: 'shared-disk.preempt', params: { uniqueId, keys: keys.a } });
    expect(await registered(second())).toEqual(keys.b);
    const lost = keys.a.map((key, channel) => ({ channel, key, connected: true, registered: false }));
    expect(await a.readDisk(uniqueId)).toMatchObject({ online: true, channels: lost });
    expect(await attach(a, second())).toMatchObject({ channels: lost.map((one) => ({ ...one, registered: true })) });
    await acts.confirm({ uniqueId, keys: [...keys.a, ...keys.b] });
  });

  test('keys under which an agent took others away, and died, are taken away by it when it is back', async () => {
    const own = ownInitiatorOf(TgtOptions.parse(room.options), 'array-1');
    const left = [passingKeys(own)[0], passingKeys(initiators.a, 1)[0], passingKeys(initiators.a, 1)[1]];
    for (const key of left) {
      const session = await openLun(second(), initiators.b);
      await registerAs(session, key);
      await session.logout();
    }
    expect(await registered(second())).toEqual([...left, ...keys.a, ...keys.b].sort());
    await array.close();
    await a.kill();
    await openArray();
    await a.start();
    await expect.poll(() => registered(second()), patience).toEqual([...keys.a, ...keys.b].sort());
    expect((await seen(second())).generation).toBeGreaterThan(0);
  });

  test('hosts that leave take their registrations along, and the LUN can be deleted', async () => {
    const { uniqueId } = third();
    const detach = { operation: 'shared-disk.detach', params: { uniqueId } };
    await a.does({ operation: 'shared-disk.release', params: { uniqueId } });
    expect((await seen(third())).holder).toBeNull();
    await acts.dismiss({ uniqueId, keys: [stranger] });
    for (const host of [a, b, b]) await host.does(detach);
    expect(await registered(third())).toEqual([]);
    expect(await a.readDisk(uniqueId)).toBeNull();
    const reserve = { operation: 'shared-disk.reserve', params: { uniqueId, type: 5 } };
    expect((await a.refusal(reserve)).code).toBe('not_attached');
    for (const _again of [1, 2]) await acts.dismiss({ uniqueId, keys: [...keys.a, ...keys.b] });
    expect((await seen(third())).registrants).toEqual({});
    await array.unpresent({ uniqueId, maskingSet: cluster });
    const denied = await b.refusal({ operation: 'shared-disk.attach', params: vmDisk(third()) });
    expect(denied.code).toBe('access_denied');
    expect(await b.readDisk(uniqueId)).toBeNull();
    await array.deleteLun({ uniqueId });
    expect(await array.readLuns([uniqueId])).toEqual([null]);
  });
});
