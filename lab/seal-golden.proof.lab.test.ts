import { goldenSealed } from '#test/rig/arrangements.ts';
import { provesProcedure } from '#test/rig/proves-procedure.ts';
import { labSuite } from './parts/lab-suite.ts';
import { makeRealParts } from './parts/real-parts.ts';
import { sealEvents } from './parts/seal-events.ts';

await labSuite('on real parts', ['array', 'library', 'host'], () => {
  provesProcedure(
    {
      name: 'seal-golden',
      rows: ['disk.offline', 'masking.remove', 'masking.present', 'disk.online', 'disk.probe-write', 'node-1.check'],
      checks: ['disk.probe-write', 'node-1.check'],
      inFull: ['disk.offline', 'masking.remove', 'masking.present', 'disk.online', 'disk.probe-write'],
      arrange: async (fabric) => {
        await goldenSealed(fabric, 'golden-1', false);
        return { templateId: fabric.templates['golden-1'] };
      },
      events: sealEvents,
      reverse: async ({ templates }) => ({ procedure: 'unseal-golden', input: { templateId: templates['golden-1'] } }),
    },
    { makeParts: makeRealParts },
  );
});
