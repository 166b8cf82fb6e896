import { bothHosts, freshName, goldenSealed } from '#test/rig/arrangements.ts';
import { provesProcedure } from '#test/rig/proves-procedure.ts';

provesProcedure({
  name: 'clone-vms',
  rows: ['masking-set-1.create', 'masking-set-2.create', 'vm-1.clone', 'vm-1.present', 'vm-1.create', 'vm-1.start'],
  inFull: ['masking-set-1.create', 'vm-1.clone', 'vm-1.create', 'vm-1.start'],
  arrange: async (fabric) => {
    await goldenSealed(fabric, 'golden-1', true);
    const hostIds = await bothHosts(fabric);
    return { templateId: fabric.templates['golden-1'], count: 2, namePattern: freshName('vm'), hostIds };
  },
});
