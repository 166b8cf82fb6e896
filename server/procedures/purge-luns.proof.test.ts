import { quarantinedLuns } from '#test/rig/arrangements.ts';
import { provesProcedure } from '#test/rig/proves-procedure.ts';

provesProcedure({
  name: 'purge-luns',
  rows: ['lun-1.destroy'],
  irreversible: ['lun-1.destroy'],
  inFull: ['lun-1.destroy'],
  arrange: async (fabric) => ({ lunIds: await quarantinedLuns(fabric) }),
});
