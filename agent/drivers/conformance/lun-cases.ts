import { describe, expect, it } from 'vitest';
import { freshUniqueId, type LunMaker } from './lun-maker.ts';
import type { ArrayRig } from './rig.ts';
import type { Stand } from './stand.ts';

export const lunCases = (stand: Stand<ArrayRig>, make: LunMaker) => {
  describe('with LUNs', () => {
    createCases(stand, make);
    deleteCases(stand, make);
    quarantineCases(stand, make);
  });
};

const createCases = (stand: Stand<ArrayRig>, make: LunMaker) => {
  it('creates what exists already and is equal, and refuses what is different', async () => {
    const { does, refusal } = stand.bench();
    const { uniqueId, name, pool, sizeBytes } = await make.lun();
    const params = { uniqueId, name, pool, sizeBytes };
    expect(await does({ operation: 'lun.create', params })).toMatchObject({ uniqueId, name, chainDepth: 0 });
    for (const other of [{ name: 'another' }, { sizeBytes: sizeBytes * 2 }])
      expect((await refusal({ operation: 'lun.create', params: { ...params, ...other } })).code).toBe(
        'exists_different',
      );
    expect(await make.read(uniqueId)).toMatchObject({ name, sizeBytes });
    await make.destroy(uniqueId);
  });

  it('clones with lineage, and again the same', async () => {
    const { does, refusal } = stand.bench();
    const parent = await make.lun();
    const params = make.cloneParams(parent.uniqueId);
    const clone = await does({ operation: 'lun.clone', params });
    const lineage = { kind: 'clone', parentUniqueId: parent.uniqueId, chainDepth: 1, sizeBytes: parent.sizeBytes };
    expect(clone).toMatchObject(lineage);
    expect(await does({ operation: 'lun.clone', params })).toEqual(clone);
    const other = { ...params, name: 'another' };
    expect((await refusal({ operation: 'lun.clone', params: other })).code).toBe('exists_different');
    const orphan = make.cloneParams(freshUniqueId());
    expect((await refusal({ operation: 'lun.clone', params: orphan })).code).toBe('not_found');
    await make.destroy(params.uniqueId, parent.uniqueId);
  });

  it('says in its inventory what a read says', async () => {
    const parent = await make.lun();
    const clone = await make.clone(parent.uniqueId);
    const inventory = await stand.bench().inventory();
    if (inventory.kind !== 'array') throw new Error('It is no array.');
    for (const { uniqueId } of [parent, clone])
      expect(inventory.luns.find((lun) => lun.uniqueId === uniqueId)).toEqual(await make.read(uniqueId));
    expect(inventory.pools.map((pool) => pool.key)).toContain(stand.rig().pool);
    await make.destroy(clone.uniqueId, parent.uniqueId);
  });
};

const deleteCases = (stand: Stand<ArrayRig>, make: LunMaker) => {
  it('deletes what is missing', async () => {
    expect(await stand.bench().read('lun', freshUniqueId())).toEqual({ found: false });
    await make.destroy(freshUniqueId());
  });

  it('refuses to delete a LUN in use, naming who uses it', async () => {
    const { uniqueId } = await make.lun();
    const set = await make.set();
    await make.present(uniqueId, set);
    const refusal = await stand.bench().refusal({ operation: 'lun.delete', params: { uniqueId } });
    expect(refusal.code).toBe('in_use');
    expect(JSON.stringify(refusal)).toContain(set);
    await make.remove(uniqueId, set);
    await make.destroy(uniqueId);
    await make.destroySet(set);
  });

  it('refuses to delete a LUN with children, naming them', async () => {
    const parent = await make.lun();
    const clone = await make.clone(parent.uniqueId);
    const { uniqueId } = parent;
    const refusal = await stand.bench().refusal({ operation: 'lun.delete', params: { uniqueId } });
    expect(refusal.code).toBe('has_children');
    expect(JSON.stringify(refusal)).toContain(clone.uniqueId);
    await make.destroy(clone.uniqueId, uniqueId);
  });
};

const quarantineCases = (stand: Stand<ArrayRig>, make: LunMaker) => {
  it('keeps a LUN in quarantine out of every masking set', async () => {
    const { does, refusal, put } = stand.bench();
    const { uniqueId } = await make.lun();
    const set = await make.set();
    const until = '2031-01-01T00:00:00.000Z';
    const quarantine = (value: string | null) => ({
      operation: 'lun.set-quarantine',
      params: { uniqueId, until: value },
    });
    await make.present(uniqueId, set);
    expect((await refusal(quarantine(until))).code).toBe('in_use');
    await make.remove(uniqueId, set);
    await does(quarantine(until));
    await does(quarantine(until));
    expect(await make.read(uniqueId)).toMatchObject({ quarantinedUntil: until });
    const present = { operation: 'masking.present', params: { uniqueId, maskingSet: set, access: 'read-write' } };
    expect((await put(present)).result.outcome).toBe('refused');
    await does(quarantine(null));
    await does(present);
    await make.remove(uniqueId, set);
    await make.destroy(uniqueId);
    await make.destroySet(set);
  });
};
