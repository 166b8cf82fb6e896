import type { Reconciler } from './reconciler.ts';

/**
 * Records size, use and provisioning of every pool at each quarter of an hour, for the forecast. The quarter is the
 * sample's identity, so looking more often, or from several workers, records no more.
 */
export const recordPoolSamples: Reconciler = {
  name: 'record-pool-samples',
  everyMs: () => 60_000,
  run: async (pool) => {
    await pool.query(
      `INSERT INTO "PoolSample" ("poolId", at, "sizeBytes", "usedBytes", "provisionedBytes")
       SELECT p.id, date_bin('15 minutes', now(), 'epoch'::timestamptz), p."sizeBytes", p."usedBytes",
         COALESCE((SELECT sum(l."sizeBytes") FROM "Lun" l WHERE l."poolId" = p.id), 0)::bigint
       FROM "Pool" p JOIN "Array" a ON a.id = p."arrayId" JOIN "Agent" g ON g.id = a."agentId"
       WHERE a."missingSince" IS NULL AND g.state = 'online'
       ON CONFLICT ("poolId", at) DO NOTHING`,
    );
  },
};
