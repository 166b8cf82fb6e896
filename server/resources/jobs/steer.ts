import { type Actor, requireRole } from '#server/auth/actor.ts';
import { pool } from '#server/db/client.ts';
import { notFound, ProblemError } from '#server/errors.ts';
import { type SteerVerb, steerJob } from '#server/jobs/steer-job.ts';
import { getJobSummary } from './get-job.ts';

/** Cancel, retry, undo or abandon. @throws ProblemError `not_found`, or `conflict` with the verdict's own sentence. */
export async function steer(actor: Actor, id: string, verb: SteerVerb) {
  requireRole(actor, 'operator');
  const verdict = await steerJob(pool, id, verb);
  if (!verdict) throw notFound('job', id);
  if (!verdict.allowed)
    throw new ProblemError('conflict', verdict.sentence, verdict.remedy ? { remedy: verdict.remedy.sentence } : {});
  return getJobSummary(id);
}
