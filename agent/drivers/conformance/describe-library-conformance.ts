import { describe, expect, it } from 'vitest';
import { httpCases } from './http-cases.ts';
import { ledgerCases } from './ledger-cases.ts';
import { freshUniqueId } from './lun-maker.ts';
import type { LibraryRig } from './rig.ts';
import { type Sample, type Stand, useStand } from './stand.ts';

/** Every case a library server's driver must pass, through the HTTP of a real agent process that is killed on the way. */
export const describeLibraryConformance = (makeRig: () => Promise<LibraryRig>) => {
  describe('as a library server', () => {
    const stand = useStand(makeRig);
    /** The rig has one disk: every case begins and ends with it offline. */
    const makeSample = async (): Promise<Sample> => {
      const { uniqueId, mounts } = stand.rig().disk;
      return {
        act: online(stand),
        other: { uniqueId, mounts: [...mounts, { path: '/another', driveLetter: null }] },
        undo: offline(stand),
        holds: async () => (await readDisk(stand)).online,
      };
    };
    httpCases(stand, makeSample);
    ledgerCases(stand, makeSample);
    disconnectCases(stand);
    accessCases(stand);
    refusalCases(stand);
  });
};

const online = (stand: Stand<LibraryRig>) => ({ operation: 'disk.online', params: stand.rig().disk });
const offline = (stand: Stand<LibraryRig>) => ({
  operation: 'disk.offline',
  params: { uniqueId: stand.rig().disk.uniqueId },
});
const probe = (stand: Stand<LibraryRig>) => ({
  operation: 'disk.probe-write',
  params: { uniqueId: stand.rig().disk.uniqueId },
});
const readDisk = async (stand: Stand<LibraryRig>) => {
  const answer = await stand.bench().read('disk', stand.rig().disk.uniqueId);
  if ('value' in answer) return answer.value as { online: boolean; readOnly: boolean; mounts: { path: string }[] };
  throw new Error(`The disk cannot be read: ${JSON.stringify(answer)}`);
};

const disconnectCases = (stand: Stand<LibraryRig>) => {
  it('brings a disk online with its mounts, and offline without them', async () => {
    const { does, inventory } = stand.bench();
    const { uniqueId, mounts } = stand.rig().disk;
    for (const _again of [1, 2]) await does(online(stand));
    expect(await readDisk(stand)).toMatchObject({ online: true, readOnly: false, mounts });
    const found = await inventory();
    if (found.kind !== 'library') throw new Error('It is no library server.');
    expect(found.disks.find((disk) => disk.uniqueId === uniqueId)).toEqual(await readDisk(stand));
    for (const _again of [1, 2]) await does(offline(stand));
    expect(await readDisk(stand)).toMatchObject({ online: false, mounts: [] });
  });
};

const accessCases = (stand: Stand<LibraryRig>) => {
  it('finds out over its own path whether a write is let through', async () => {
    const { does } = stand.bench();
    const { grant } = stand.rig();
    await does(online(stand));
    expect(await does(probe(stand))).toEqual({ write: 'allowed', sense: null });
    await does(offline(stand));
    await grant('read-only');
    await does(online(stand));
    expect(await readDisk(stand)).toMatchObject({ online: true, readOnly: true });
    expect(await does(probe(stand))).toMatchObject({ write: 'denied', sense: expect.any(String) });
    await does(offline(stand));
    await grant('read-write');
  });
};

const refusalCases = (stand: Stand<LibraryRig>) => {
  it('refuses to bring online what no array grants it', async () => {
    const { grant } = stand.rig();
    await grant(null);
    expect((await stand.bench().refusal(online(stand))).code).toBe('access_denied');
    await grant('read-write');
  });

  it('refuses a disk it does not know', async () => {
    const params = { uniqueId: freshUniqueId() };
    expect((await stand.bench().refusal({ operation: 'disk.offline', params })).code).toBe('not_found');
    expect(await stand.bench().read('disk', params.uniqueId)).toEqual({ found: false });
  });

  it('says of a critical disk which call was refused and what uses it', async ({ skip }) => {
    const { criticalDisk } = stand.rig();
    if (!criticalDisk) return skip('The rig can make no critical disk.');
    const { refusal } = stand.bench();
    const { uniqueId } = criticalDisk;
    const cases = [
      { call: 'offline', operation: 'disk.offline', params: { uniqueId } },
      { call: 'online', operation: 'disk.online', params: { uniqueId, mounts: [{ path: '/elsewhere' }] } },
    ];
    for (const { call, ...asked } of cases)
      expect(await refusal(asked)).toMatchObject({
        code: 'critical_disk',
        details: { call, usedBy: expect.any(Array) },
      });
  });
};
