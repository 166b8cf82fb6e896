import { makeClusterParts } from '#test/rig/cluster-parts.ts';
import { csvsWithStaleKeys } from '#test/rig/csv-arrangements.ts';
import { provesProcedure } from '#test/rig/proves-procedure.ts';

// Taken away by a living host, with the reservation that one of them holds.
provesProcedure(
  {
    name: 'clear-stale-registrations',
    rows: ['csv-1.preempt'],
    irreversible: ['csv-1.preempt'],
    inFull: ['csv-1.preempt'],
    arrange: async (fabric) => ({ lunIds: await csvsWithStaleKeys(fabric, { reserved: true }) }),
  },
  { makeParts: makeClusterParts },
);
