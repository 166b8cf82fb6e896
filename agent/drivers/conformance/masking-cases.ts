import { describe, expect, it } from 'vitest';
import { freshUniqueId, type LunMaker } from './lun-maker.ts';
import type { ArrayRig } from './rig.ts';
import type { Stand } from './stand.ts';

export const maskingCases = (stand: Stand<ArrayRig>, make: LunMaker) => {
  describe('with masking sets', () => {
    setCases(stand, make);
    presentCases(stand, make);
    accessCases(stand, make);
  });
};

const setCases = (stand: Stand<ArrayRig>, make: LunMaker) => {
  it('creates what is equal, refuses what is different, deletes what is missing', async () => {
    const { does, refusal, read } = stand.bench();
    const [one, two] = stand.rig().initiators;
    const key = await make.set([one, two]);
    const create = (initiators: string[]) => ({
      operation: 'masking-set.create',
      params: { key, name: key, initiators },
    });
    await does(create([two, one]));
    expect((await refusal(create([one]))).code).toBe('exists_different');
    expect(await read('masking-set', key)).toMatchObject({ found: true, value: { key } });
    await make.destroySet(key);
    await make.destroySet(key);
    expect(await read('masking-set', key)).toEqual({ found: false });
  });

  it('refuses to delete a set that holds LUNs', async () => {
    const { uniqueId } = await make.lun();
    const set = await make.set();
    await make.present(uniqueId, set);
    const refusal = await stand.bench().refusal({ operation: 'masking-set.delete', params: { key: set } });
    expect(refusal.code).toBe('in_use');
    await make.remove(uniqueId, set);
    await make.destroySet(set);
    await make.destroy(uniqueId);
  });
};

const presentCases = (stand: Stand<ArrayRig>, make: LunMaker) => {
  it('presents again what is presented the same way, and refuses another access', async () => {
    const { refusal } = stand.bench();
    const { uniqueId } = await make.lun();
    const set = await make.set();
    await make.present(uniqueId, set, 'read-only');
    await make.present(uniqueId, set, 'read-only');
    const present = (params: object) => ({
      operation: 'masking.present',
      params: { uniqueId, maskingSet: set, access: 'read-write', ...params },
    });
    expect((await refusal(present({}))).code).toBe('exists_different');
    expect((await refusal(present({ maskingSet: 'nowhere' }))).code).toBe('not_found');
    expect((await refusal(present({ uniqueId: freshUniqueId() }))).code).toBe('not_found');
    expect((await make.read(uniqueId)).masking).toEqual({ [set]: 'read-only' });
    await make.remove(uniqueId, set);
    await make.remove(uniqueId, set);
    await make.remove(freshUniqueId(), set);
    expect((await make.read(uniqueId)).masking).toEqual({});
    await make.destroy(uniqueId);
    await make.destroySet(set);
  });
};

const accessCases = (stand: Stand<ArrayRig>, make: LunMaker) => {
  it('lets in whom it is masked to, as far as it is masked, and no one else', async () => {
    const { initiators, tryOpen } = stand.rig();
    const [friend, foreigner] = initiators;
    const { uniqueId } = await make.lun();
    const set = await make.set([friend]);
    const tries = async () => {
      const lun = await make.read(uniqueId);
      return [
        await tryOpen(lun, friend, 'read'),
        await tryOpen(lun, friend, 'write'),
        await tryOpen(lun, foreigner, 'read'),
      ];
    };
    expect(await tries()).toEqual(['denied', 'denied', 'denied']);
    await make.present(uniqueId, set, 'read-only');
    expect(await tries()).toEqual(['allowed', 'denied', 'denied']);
    await make.remove(uniqueId, set);
    await make.present(uniqueId, set, 'read-write');
    expect(await tries()).toEqual(['allowed', 'allowed', 'denied']);
    await stand.bench().crash();
    expect(await tries()).toEqual(['allowed', 'allowed', 'denied']);
    await make.remove(uniqueId, set);
    expect(await tries()).toEqual(['denied', 'denied', 'denied']);
    await make.destroy(uniqueId);
    await make.destroySet(set);
  });

  it('ends live sessions of those it takes a LUN from', async () => {
    const { initiators, openSession, tryOpen } = stand.rig();
    const [friend] = initiators;
    const { uniqueId } = await make.lun();
    const set = await make.set([friend]);
    await make.present(uniqueId, set);
    const end = await openSession(await make.read(uniqueId), friend);
    expect((await make.read(uniqueId)).sessions).toEqual([friend]);
    await make.remove(uniqueId, set);
    expect((await make.read(uniqueId)).sessions).toEqual([]);
    await end();
    expect(await tryOpen(await make.read(uniqueId), friend, 'read')).toBe('denied');
    await make.destroy(uniqueId);
    await make.destroySet(set);
  });
};
