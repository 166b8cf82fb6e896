import { bothHosts, freshName, goldenSealed } from '#test/rig/arrangements.ts';
import { provesProcedure } from '#test/rig/proves-procedure.ts';
import { cloneVmEvents } from './parts/clone-events.ts';
import { labSuite } from './parts/lab-suite.ts';
import { makeRealParts } from './parts/real-parts.ts';

/** A guest takes seconds to boot, so one VM stands for all, and each row falls at one moment of each process. */
await labSuite('on real parts', ['array', 'library', 'host'], () => {
  provesProcedure(
    {
      name: 'clone-vms',
      rows: ['masking-set-1.create', 'vm-1.clone', 'vm-1.present', 'vm-1.create', 'vm-1.start'],
      inFull: [],
      events: cloneVmEvents,
      arrange: async (fabric) => {
        await goldenSealed(fabric, 'golden-1', true);
        const hostIds = (await bothHosts(fabric)).slice(0, 1);
        return { templateId: fabric.templates['golden-1'], count: 1, namePattern: freshName('vm'), hostIds };
      },
    },
    { makeParts: makeRealParts },
  );
});
