import { makeClusterParts } from '#test/rig/cluster-parts.ts';
import { csvsWithStaleKeys } from '#test/rig/csv-arrangements.ts';
import { provesProcedure } from '#test/rig/proves-procedure.ts';

// Taken away by the array.
provesProcedure(
  {
    name: 'clear-stale-registrations',
    rows: ['csv-1.preempt'],
    irreversible: ['csv-1.preempt'],
    inFull: ['csv-1.preempt'],
    arrange: async (fabric) => ({ lunIds: await csvsWithStaleKeys(fabric) }),
  },
  { makeParts: makeClusterParts },
);
