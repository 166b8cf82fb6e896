import { goldenSealed } from '#test/rig/arrangements.ts';
import { provesProcedure } from '#test/rig/proves-procedure.ts';

provesProcedure({
  name: 'unseal-golden',
  rows: ['disk.offline', 'masking.remove', 'masking.present', 'disk.online', 'node-1.check'],
  checks: ['node-1.check'],
  inFull: [],
  arrange: async (fabric) => {
    await goldenSealed(fabric, 'golden-1', true);
    return { templateId: fabric.templates['golden-1'] };
  },
  reverse: async ({ templates }) => ({ procedure: 'seal-golden', input: { templateId: templates['golden-1'] } }),
});
