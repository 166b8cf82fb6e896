import { makeClusterParts } from '#test/rig/cluster-parts.ts';
import { consolidation } from '#test/rig/csv-arrangements.ts';
import { provesProcedure } from '#test/rig/proves-procedure.ts';

provesProcedure(
  {
    name: 'consolidate-csvs',
    rows: [
      ...['csv-1.move-1', 'csv-1.release', 'csv-1.host-1.detach', 'csv-1.host-2.detach', 'csv-1.host-1.dismiss'],
      ...['csv-1.host-2.dismiss', 'csv-1.unmask-1', 'csv-1.quarantine'],
    ],
    inFull: ['csv-1.move-1'],
    arrange: consolidation,
  },
  { makeParts: makeClusterParts },
);
