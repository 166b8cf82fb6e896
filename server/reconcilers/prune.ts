import type { Reconciler } from './reconciler.ts';

/** What nobody can use any more, and for how long it is kept all the same. Jobs, plans with jobs and the audit stay. */
const prunes = [
  `DELETE FROM "Plan" p WHERE p."expiresAt" < now() - interval '1 day'
     AND NOT EXISTS (SELECT 1 FROM "Job" j WHERE j."planId" = p.id)`,
  // The events only feed live views; the job's rows and items stay.
  `DELETE FROM "JobEvent" e USING "Job" j WHERE j.id = e."jobId" AND j."endedAt" < now() - interval '7 days'`,
  `DELETE FROM "Finding" WHERE "closedAt" < now() - interval '90 days'`,
  // Only a poll that began before it needs to know of an absence, and none takes an hour.
  `DELETE FROM "Absence" WHERE "seenAt" < now() - interval '1 hour'`,
];

/** Forgets what has served its time. */
export const prune: Reconciler = {
  name: 'prune',
  everyMs: () => 3_600_000,
  run: async (pool) => {
    for (const sql of prunes) await pool.query(sql);
  },
};
