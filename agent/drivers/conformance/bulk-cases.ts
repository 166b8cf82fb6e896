import { describe, expect, it } from 'vitest';
import { RefusedAnswer } from '#contract/agent/operation.ts';
import type { Asked } from './agent-client.ts';
import type { LunMaker } from './lun-maker.ts';
import type { ArrayRig } from './rig.ts';
import type { Stand } from './stand.ts';

const many = 1000;

export const bulkCases = (stand: Stand<ArrayRig>, make: LunMaker) => {
  describe('in batches', () => {
    it('answers each operation of a batch for itself, in order', async () => {
      const parent = await make.lun();
      const [one, two] = [make.cloneParams(parent.uniqueId), make.cloneParams(parent.uniqueId)];
      const results = await stand.bench().batch([
        { operation: 'lun.clone', params: one },
        { operation: 'lun.clone', params: { ...two, uniqueId: 'not hex' } },
        { operation: 'lun.delete', params: { uniqueId: parent.uniqueId } },
      ]);
      expect(results.map(({ result }) => ('refusal' in result ? result.refusal.code : result.outcome))).toEqual([
        'done',
        'bad_params',
        'has_children',
      ]);
      await make.destroy(one.uniqueId, parent.uniqueId);
    });

    it('takes no more than 1,000 at once', async () => {
      const { call, request } = stand.bench();
      const one = { id: 'x', ...request({ operation: 'lun.delete', params: { uniqueId: 'ab'.repeat(8) } }) };
      const { status, body } = await call('POST', '/v1/operations:batch', { operations: Array(many + 1).fill(one) });
      expect([status, RefusedAnswer.parse(body).refusal.code]).toEqual([400, 'bad_request']);
    });

    it('clones, masks, takes back and deletes 1,000', async ({ skip }) => {
      if (stand.rig().bulk === false) skip('The rig has no room for 1,000 LUNs.');
      const { batch } = stand.bench();
      const parent = await make.lun();
      const set = await make.set();
      const clones = Array.from({ length: many }, () => make.cloneParams(parent.uniqueId));
      const all = async (asked: (uniqueId: string) => Asked) => {
        const begun = performance.now();
        const results = await batch(clones.map(({ uniqueId }) => asked(uniqueId)));
        expect(results.filter(({ result }) => result.outcome !== 'done')).toEqual([]);
        return Math.round(performance.now() - begun);
      };
      const byId = new Map(clones.map((params) => [params.uniqueId, params]));
      const masking = { maskingSet: set, access: 'read-write' };
      const took = {
        clone: await all((uniqueId) => ({ operation: 'lun.clone', params: byId.get(uniqueId) ?? {} })),
        present: await all((uniqueId) => ({ operation: 'masking.present', params: { uniqueId, ...masking } })),
        remove: await all((uniqueId) => ({ operation: 'masking.remove', params: { uniqueId, maskingSet: set } })),
        delete: await all((uniqueId) => ({ operation: 'lun.delete', params: { uniqueId } })),
      };
      process.stdout.write(`ms for batches of ${many}: ${JSON.stringify(took)}\n`);
      await make.destroy(parent.uniqueId);
      await make.destroySet(set);
    }, 300_000);
  });
};
