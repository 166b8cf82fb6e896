import { runningVms } from '#test/rig/arrangements.ts';
import { provesProcedure } from '#test/rig/proves-procedure.ts';

provesProcedure({
  name: 'delete-vms',
  rows: ['vm-1.stop', 'vm-1.delete', 'vm-1.disk-1.unmask-1', 'vm-1.disk-1.quarantine'],
  inFull: ['vm-1.stop', 'vm-1.delete', 'vm-1.disk-1.quarantine'],
  arrange: async (fabric) => ({ vmIds: await runningVms(fabric) }),
});
