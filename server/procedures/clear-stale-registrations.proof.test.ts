import { makeClusterParts } from '#test/rig/cluster-parts.ts';
import { csvsWithStaleKeys } from '#test/rig/csv-arrangements.ts';
import { provesProcedure } from '#test/rig/proves-procedure.ts';

// The first by the array; the second, on which the stale key holds the reservation, by a living host.
const rows = ['csv-1.preempt', 'csv-2.preempt'];

provesProcedure(
  {
    ...{ name: 'clear-stale-registrations', rows, irreversible: rows, inFull: rows },
    arrange: async (fabric) => ({ lunIds: await csvsWithStaleKeys(fabric) }),
  },
  { makeParts: makeClusterParts },
);
