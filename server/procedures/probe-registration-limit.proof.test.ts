import { makeClusterParts, REGISTRATION_LIMIT } from '#test/rig/cluster-parts.ts';
import { provesProcedure } from '#test/rig/proves-procedure.ts';

provesProcedure(
  {
    name: 'probe-registration-limit',
    rows: ['probe.create', 'probe.probe', 'probe.delete'],
    // What a probe has found is in its answer alone: there is nothing to see afterwards.
    checks: ['probe.probe'],
    irreversible: ['probe.delete'],
    inFull: ['probe.create', 'probe.delete'],
    arrange: async ({ db }) => {
      const [array, pool] = [await db.array.findFirstOrThrow(), await db.pool.findFirstOrThrow()];
      return { arrayId: array.id, poolId: pool.id, ceiling: 2 * REGISTRATION_LIMIT };
    },
  },
  { makeParts: makeClusterParts },
);
