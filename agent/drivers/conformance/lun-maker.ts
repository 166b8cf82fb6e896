import { randomBytes } from 'node:crypto';
import { LunValue } from '#contract/agent/luns.ts';
import type { Access } from '#contract/agent/masking.ts';
import type { ArrayRig } from './rig.ts';
import type { Stand } from './stand.ts';

export const freshUniqueId = () => randomBytes(16).toString('hex');

export type LunMaker = ReturnType<typeof lunMaker>;

/** Makes what array cases need, one call each; all of it through the agent. */
export const lunMaker = (stand: Stand<ArrayRig>) => {
  const lun = async (kind: LunValue['kind'] = 'data'): Promise<LunValue> => {
    const uniqueId = freshUniqueId();
    const { pool, sizeBytes } = stand.rig();
    const params = { uniqueId, name: `lun-${uniqueId}`, pool, sizeBytes, kind };
    return LunValue.parse(await stand.bench().does({ operation: 'lun.create', params }));
  };
  const cloneParams = (sourceUniqueId: string) => {
    const uniqueId = freshUniqueId();
    return { sourceUniqueId, uniqueId, name: `clone-${uniqueId}` };
  };
  const clone = async (source: string): Promise<LunValue> =>
    LunValue.parse(await stand.bench().does({ operation: 'lun.clone', params: cloneParams(source) }));

  /** A masking set of these initiators (the rig's first when left out). */
  const set = async (initiators: string[] = [stand.rig().initiators[0]]): Promise<string> => {
    const key = `set-${freshUniqueId()}`;
    await stand.bench().does({ operation: 'masking-set.create', params: { key, name: key, initiators } });
    return key;
  };
  const present = (uniqueId: string, maskingSet: string, access: Access = 'read-write') =>
    stand.bench().does({ operation: 'masking.present', params: { uniqueId, maskingSet, access } });
  const remove = (uniqueId: string, maskingSet: string) =>
    stand.bench().does({ operation: 'masking.remove', params: { uniqueId, maskingSet } });
  const destroy = (...uniqueIds: string[]) =>
    uniqueIds.reduce<Promise<unknown>>(
      (before, uniqueId) => before.then(() => stand.bench().does({ operation: 'lun.delete', params: { uniqueId } })),
      Promise.resolve(),
    );
  const destroySet = (key: string) => stand.bench().does({ operation: 'masking-set.delete', params: { key } });
  const read = async (uniqueId: string): Promise<LunValue> => {
    const answer = await stand.bench().read('lun', uniqueId);
    if ('value' in answer) return LunValue.parse(answer.value);
    throw new Error(`No LUN ${uniqueId}: ${JSON.stringify(answer)}`);
  };

  return { lun, cloneParams, clone, set, present, remove, destroy, destroySet, read };
};
