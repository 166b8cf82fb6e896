import { beforeAll, describe } from 'vitest';
import { attachCases } from './attach-cases.ts';
import { ledgerCases } from './ledger-cases.ts';
import { reservationCases } from './reservation-cases.ts';
import type { SharedDiskRig } from './rig.ts';
import { sharedCrashCases } from './shared-crash-cases.ts';
import { type MadeSharedDisk, makeSharedDisk } from './shared-disk-maker.ts';
import { firstHostOf, useSharedDiskStand } from './shared-disk-stand.ts';
import type { Sample } from './stand.ts';

/** What must hold when two hosts share the LUNs of one array, through the HTTP of three agents that are killed on the way. */
export const describeSharedDiskConformance = (makeRig: () => Promise<SharedDiskRig>) => {
  describe('as two hosts on one array', () => {
    const stand = useSharedDiskStand(makeRig);
    attachCases(stand);
    reservationCases(stand);
    sharedCrashCases(stand);
    describe('attaching', () => {
      let disk: MadeSharedDisk | undefined;
      beforeAll(async () => {
        disk = await makeSharedDisk(stand);
      });
      /** One disk for all: every case begins and ends with it detached. */
      const makeSample = async (): Promise<Sample> => {
        if (!disk) throw new Error('The disk is not made.');
        const { attach, detach, seenBy } = disk;
        const other = { ...attach.params, lunNumber: 77 };
        return { act: attach, other, undo: detach, holds: async () => (await seenBy(stand.hosts()[0])) !== null };
      };
      ledgerCases(firstHostOf(stand), makeSample);
    });
  });
};
