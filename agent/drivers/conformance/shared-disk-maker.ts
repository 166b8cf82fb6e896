import { LunValue } from '#contract/agent/luns.ts';
import { SharedDiskValue } from '#contract/agent/shared-disks.ts';
import type { Asked } from './agent-client.ts';
import { freshUniqueId } from './lun-maker.ts';
import type { SharedDiskStand, SharingHost } from './shared-disk-stand.ts';

export type MadeSharedDisk = Awaited<ReturnType<typeof makeSharedDisk>>;

/** A new CSV that is masked read-write to these hosts (both when left out), with room for all their keys. */
export const makeSharedDisk = async (stand: SharedDiskStand, hosts: readonly SharingHost[] = stand.hosts()) => {
  const { does, read } = stand.array();
  const { pool, sizeBytes } = stand.rig();
  const uniqueId = freshUniqueId();
  const set = `set-${uniqueId}`;
  const keys = hosts.flatMap((host) => host.keys);
  const initiators = hosts.map(({ initiator }) => initiator);
  const name = `csv-${uniqueId}`;
  await does({ operation: 'lun.create', params: { uniqueId, name, pool, sizeBytes, kind: 'csv' } });
  await does({ operation: 'masking-set.create', params: { key: set, name: set, initiators } });
  await does({ operation: 'masking.present', params: { uniqueId, maskingSet: set, access: 'read-write' } });
  await does({ operation: 'registrations.admit', params: { uniqueId, keys } });

  const lun = async (): Promise<LunValue> => {
    const answer = await read('lun', uniqueId);
    if ('value' in answer) return LunValue.parse(answer.value);
    throw new Error(`No LUN ${uniqueId}: ${JSON.stringify(answer)}`);
  };
  const { targetIqn, portal, lunNumber } = await lun();
  const attach: Asked = { operation: 'shared-disk.attach', params: { uniqueId, targetIqn, portal, lunNumber } };
  const detach: Asked = { operation: 'shared-disk.detach', params: { uniqueId } };

  /** Every host off it, and the LUN gone. */
  const end = async () => {
    for (const host of stand.hosts()) await host.bench.does(detach);
    await does({ operation: 'registrations.dismiss', params: { uniqueId, keys } });
    await does({ operation: 'masking.remove', params: { uniqueId, maskingSet: set } });
    await does({ operation: 'masking-set.delete', params: { key: set } });
    await does({ operation: 'lun.delete', params: { uniqueId } });
  };
  return { uniqueId, keys, attach, detach, ...asked(uniqueId), lun, ...looks(lun), seenBy: seenBy(uniqueId), end };
};

const asked = (uniqueId: string) => ({
  reserve: (type = 5): Asked => ({ operation: 'shared-disk.reserve', params: { uniqueId, type } }),
  release: { operation: 'shared-disk.release', params: { uniqueId } } as Asked,
  preempt: (keys: string[]): Asked => ({ operation: 'shared-disk.preempt', params: { uniqueId, keys } }),
  /** An act of the array on these keys. */
  ofArray: (act: 'admit' | 'dismiss' | 'confirm' | 'preempt', keys: string[]): Asked => ({
    operation: `registrations.${act}`,
    params: { uniqueId, keys },
  }),
});

const looks = (lun: () => Promise<LunValue>) => ({
  /** Registered keys, as the array tells: key -> number of registrants. */
  registered: async (): Promise<{ [key: string]: number }> => {
    const registrants = Object.entries((await lun()).registrations?.registrants ?? {});
    return Object.fromEntries(
      registrants.filter(([, { registered }]) => registered > 0).map(([key, { registered }]) => [key, registered]),
    );
  },
  holder: async () => (await lun()).registrations?.holder,
});

/** As the host sees it; null = it has not attached it. */
const seenBy =
  (uniqueId: string) =>
  async ({ bench }: SharingHost): Promise<SharedDiskValue | null> => {
    const answer = await bench.read('shared-disk', uniqueId);
    if ('value' in answer) return SharedDiskValue.parse(answer.value);
    if ('found' in answer) return null;
    throw new Error(`The disk cannot be read: ${JSON.stringify(answer)}`);
  };

/** What is registered when each of these keys is registered once and nothing else. */
export const once = (...keys: string[][]): { [key: string]: number } =>
  Object.fromEntries(keys.flat().map((key) => [key, 1]));
