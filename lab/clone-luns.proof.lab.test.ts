import { bothHosts, freshName, goldenLunId, goldenSealed } from '#test/rig/arrangements.ts';
import { provesProcedure } from '#test/rig/proves-procedure.ts';
import { cloneLunEvents } from './parts/clone-events.ts';
import { labSuite } from './parts/lab-suite.ts';
import { makeRealParts } from './parts/real-parts.ts';

await labSuite('on real parts', ['array', 'library', 'host'], () => {
  provesProcedure(
    {
      name: 'clone-luns',
      rows: ['masking-set-1.create', 'masking-set-2.create', 'lun-1.clone', 'lun-1.present'],
      // Both sets are made in one batch: once the first is recorded, so is the second.
      inFull: ['masking-set-1.create', 'lun-1.clone', 'lun-1.present'],
      events: cloneLunEvents,
      arrange: async (fabric) => {
        await goldenSealed(fabric, 'golden-1', true);
        const [goldenId, hostIds] = [await goldenLunId(fabric, 'golden-1'), await bothHosts(fabric)];
        return { goldenLunId: goldenId, count: 2, namePattern: freshName('lun'), hostIds };
      },
    },
    { makeParts: makeRealParts },
  );
});
