import { makeClusterParts } from '#test/rig/cluster-parts.ts';
import { twoCsvs } from '#test/rig/csv-arrangements.ts';
import { provesProcedure } from '#test/rig/proves-procedure.ts';

provesProcedure(
  {
    name: 'retire-csv',
    rows: [
      ...['csv.release', 'csv.host-1.detach', 'csv.host-2.detach', 'csv.host-1.dismiss', 'csv.host-2.dismiss'],
      ...['csv.unmask-1', 'csv.quarantine'],
    ],
    inFull: ['csv.release', 'csv.host-1.detach', 'csv.host-1.dismiss'],
    arrange: async (fabric) => ({ lunId: (await twoCsvs(fabric))[0].id }),
  },
  { makeParts: makeClusterParts },
);
