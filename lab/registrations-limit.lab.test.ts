import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ArrayDriver, RegistrationActs } from '#agent/drivers/array-driver.ts';
import { createTgtDriver } from '#agent/drivers/tgt/create-tgt-driver.ts';
import { registerAs } from '#agent/iscsi/registrants.ts';
import type { LunValue } from '#contract/agent/luns.ts';
import { reservationKeys } from '#domain/fabric/reservation-key.ts';
import { type ArrayRoom, openArrayRoom } from './parts/array-room.ts';
import { labSuite } from './parts/lab-suite.ts';
import { openLun } from './parts/try-open.ts';

const mib = 1024 * 1024;
const initiator = 'iqn.2026-01.lab.host:limited';
const keys = reservationKeys({ initiators: [initiator], channels: 8 });

await labSuite('the limit of registrations', ['array'], () => {
  let room: ArrayRoom;
  let array: ArrayDriver;
  let acts: RegistrationActs;
  let number = 0;
  /** The array's agent is started with these options from here on. */
  const openArray = async (options: object) => {
    await array?.close();
    array = await createTgtDriver({ ...room.options, ...options }, path.join(room.dir, 'array-state'), 'array-1');
    if (!array.registrations) throw new Error('it reports no registrations');
    acts = array.registrations;
  };
  const limitOf = (scope: 'lun' | 'array', value: number) => ({ registrationLimit: { scope, value } });
  const newLun = async (kind: 'csv' | 'data') => {
    const uniqueId = `60de${(++number).toString(16).padStart(28, '0')}`;
    const named = { name: `lun-${number}`, pool: room.options.poolName, kind };
    const lun = await array.createLun({ uniqueId, sizeBytes: 64 * mib, ...named });
    await array.present({ uniqueId, maskingSet: 'set', access: 'read-write' });
    return lun;
  };
  const read = async ({ uniqueId }: LunValue) => (await array.readLuns([uniqueId]))[0];
  const remove = async ({ uniqueId }: LunValue) => {
    await array.unpresent({ uniqueId, maskingSet: 'set' });
    await array.deleteLun({ uniqueId });
  };
  /** Registers a key that nobody let in: only the array's agent knows of a limit. */
  const registerUnasked = async (lun: LunValue, key: string) => {
    const session = await openLun(lun, initiator);
    await registerAs(session, key);
    await session.logout();
  };
  const refused = (code: string, details?: object) => ({ refusal: details ? { code, details } : { code } });
  const insufficient = (details: object) =>
    refused('insufficient_registration_resources', { sense: '05/55/04', ...details });

  beforeAll(async () => {
    room = await openArrayRoom('limit');
    await mkdir(path.join(room.dir, 'array-state'), { mode: 0o700 });
    await openArray({});
    await array.createMaskingSet({ key: 'set', name: 'set', initiators: [initiator] });
  });
  afterAll(async () => {
    await array?.close();
    await room?.close();
  });

  test('a probe counts what a scratch LUN holds, and leaves nothing on it', async () => {
    const [scratch, csv] = [await newLun('data'), await newLun('csv')];
    expect([scratch.registrations, csv.registrations?.registrants]).toEqual([null, {}]);
    const probe = (ceiling: number, { uniqueId } = scratch) => acts.probe({ uniqueId, ceiling });
    await expect(probe(9)).rejects.toMatchObject(refused('not_marked'));
    await openArray({ ...limitOf('lun', 4), registrationProbe: true });
    expect(await probe(100)).toEqual({ registered: 4, refusedWith: '05/55/04' });
    expect(await probe(4)).toEqual({ registered: 4, refusedWith: null });
    await openArray({ registrationProbe: true });
    expect(await probe(200)).toEqual({ registered: 200, refusedWith: null });
    expect(await read(scratch)).toMatchObject({ registrations: null, masking: { set: 'read-write' }, sessions: [] });
    await registerUnasked(csv, keys[0] ?? '');
    await expect(probe(9, csv)).rejects.toMatchObject(refused('in_use', { keys: keys.slice(0, 1) }));
    for (const lun of [scratch, csv]) await remove(lun);
  });

  test('who registered without being let in is counted', async () => {
    await openArray(limitOf('lun', 3));
    const lun = await newLun('data');
    await registerUnasked(lun, '00000000000000aa');
    await registerUnasked(lun, keys[0] ?? '');
    const { uniqueId } = lun;
    const three = acts.admit({ uniqueId, keys: keys.slice(0, 3) });
    await expect(three).rejects.toMatchObject(insufficient({ limit: 3, scope: 'lun', used: 2, wanted: 2 }));
    expect((await read(lun))?.registrations).toBeNull();
    await acts.admit({ uniqueId, keys: keys.slice(0, 2) });
    const registrants = {
      '00000000000000aa': { registered: 1, admitted: false },
      [keys[0] ?? '']: { registered: 1, admitted: true },
      [keys[1] ?? '']: { registered: 0, admitted: true },
    };
    expect((await read(lun))?.registrations?.registrants).toEqual(registrants);
    await remove(lun);
  });

  test('a limit of the whole array counts every LUN', async () => {
    await openArray(limitOf('array', 6));
    const [one, two] = [await newLun('csv'), await newLun('csv')];
    await acts.admit({ uniqueId: one.uniqueId, keys: keys.slice(0, 4) });
    const more = acts.admit({ uniqueId: two.uniqueId, keys: keys.slice(0, 3) });
    await expect(more).rejects.toMatchObject(insufficient({ limit: 6, scope: 'array', used: 4, wanted: 3 }));
    const both = [one, two].map(({ uniqueId }) => acts.admit({ uniqueId, keys: keys.slice(4, 6) }));
    const ends = await Promise.allSettled(both);
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    // Room that another LUN gave back.
    await acts.dismiss({ uniqueId: one.uniqueId, keys });
    await acts.admit({ uniqueId: two.uniqueId, keys: keys.slice(0, 4) });
    for (const lun of [one, two]) await remove(lun);
  });
});
