import { describe, expect, it } from 'vitest';
import type { LunMaker } from './lun-maker.ts';
import type { ArrayRig } from './rig.ts';
import type { Stand } from './stand.ts';

/** What the array's own capabilities promise of parents and clones. */
export const sealCases = (stand: Stand<ArrayRig>, make: LunMaker) => {
  describe('with parents and clones', () => {
    const capabilities = async () => {
      const inventory = await stand.bench().inventory();
      if (inventory.kind !== 'array') throw new Error('It is no array.');
      return inventory.capabilities;
    };

    it('clones a parent that is open read-write only where it says it does', async () => {
      const { sealRequiredBeforeClone } = await capabilities();
      const { put, refusal } = stand.bench();
      const parent = await make.lun();
      const set = await make.set();
      await make.present(parent.uniqueId, set, 'read-write');
      const open = { operation: 'lun.clone', params: make.cloneParams(parent.uniqueId) };
      if (sealRequiredBeforeClone) expect((await refusal(open)).code).toBe('parent_open_rw');
      else expect((await put(open)).result.outcome).toBe('done');
      await make.remove(parent.uniqueId, set);
      await make.present(parent.uniqueId, set, 'read-only');
      const sealed = await make.clone(parent.uniqueId);
      await make.remove(parent.uniqueId, set);
      await make.destroy(sealed.uniqueId, open.params.uniqueId, parent.uniqueId);
      await make.destroySet(set);
    });

    it('refuses a chain that is deeper than its limit', async () => {
      const { maxChainDepth } = await capabilities();
      if (maxChainDepth === null) return;
      const chain = [await make.lun()];
      for (let depth = 1; depth <= maxChainDepth; depth += 1) chain.unshift(await make.clone(chain[0]?.uniqueId ?? ''));
      const deeper = { operation: 'lun.clone', params: make.cloneParams(chain[0]?.uniqueId ?? '') };
      expect((await stand.bench().refusal(deeper)).code).toBe('chain_too_deep');
      await make.destroy(...chain.map((lun) => lun.uniqueId));
    });
  });
};
