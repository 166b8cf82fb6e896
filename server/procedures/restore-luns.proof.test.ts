import { quarantinedLuns } from '#test/rig/arrangements.ts';
import { provesProcedure } from '#test/rig/proves-procedure.ts';

provesProcedure({
  name: 'restore-luns',
  rows: ['lun-1.restore'],
  inFull: [],
  arrange: async (fabric) => ({ lunIds: await quarantinedLuns(fabric) }),
});
