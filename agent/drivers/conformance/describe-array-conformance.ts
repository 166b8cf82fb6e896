import { describe } from 'vitest';
import { bulkCases } from './bulk-cases.ts';
import { httpCases } from './http-cases.ts';
import { ledgerCases } from './ledger-cases.ts';
import { lunCases } from './lun-cases.ts';
import { freshUniqueId, lunMaker } from './lun-maker.ts';
import { maskingCases } from './masking-cases.ts';
import { registrationCases } from './registration-cases.ts';
import type { ArrayRig } from './rig.ts';
import { sealCases } from './seal-cases.ts';
import { type Sample, useStand } from './stand.ts';

/** Every case an array driver must pass, through the HTTP of a real agent process that is killed on the way. */
export const describeArrayConformance = (makeRig: () => Promise<ArrayRig>) => {
  describe('as an array', () => {
    const stand = useStand(makeRig);
    const maker = lunMaker(stand);
    const makeSample = async (): Promise<Sample> => {
      const uniqueId = freshUniqueId();
      const { pool, sizeBytes } = stand.rig();
      const params = { uniqueId, name: `lun-${uniqueId}`, pool, sizeBytes };
      return {
        act: { operation: 'lun.create', params },
        other: { ...params, name: 'another' },
        undo: { operation: 'lun.delete', params: { uniqueId } },
        holds: async () => 'value' in (await stand.bench().read('lun', uniqueId)),
      };
    };
    httpCases(stand, makeSample);
    ledgerCases(stand, makeSample);
    lunCases(stand, maker);
    maskingCases(stand, maker);
    sealCases(stand, maker);
    registrationCases(stand, maker);
    bulkCases(stand, maker);
  });
};
