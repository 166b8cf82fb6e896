import { makeClusterParts } from '#test/rig/cluster-parts.ts';
import { csvInput } from '#test/rig/csv-arrangements.ts';
import { provesProcedure } from '#test/rig/proves-procedure.ts';

provesProcedure(
  {
    name: 'create-csv',
    rows: [
      ...['masking-set.create', 'csv.create', 'csv.present', 'csv.host-1.admit', 'csv.host-1.attach'],
      ...['csv.host-2.admit', 'csv.host-2.attach', 'csv.reserve', 'csv.confirm'],
    ],
    checks: ['csv.confirm'],
    inFull: ['csv.host-1.admit', 'csv.host-1.attach', 'csv.reserve'],
    arrange: csvInput,
  },
  { makeParts: makeClusterParts },
);
