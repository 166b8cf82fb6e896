import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db, pool } from '#server/db/client.ts';
import { notFound, ProblemError } from '#server/errors.ts';
import { type SteerVerb, steerJob } from '#server/jobs/steer-job.ts';
import { undoForbidden } from '#server/procedures/undo-guard.ts';
import { getJobSummary } from './get-job.ts';

/** Cancel, retry, undo or abandon. @throws ProblemError `not_found`, or `conflict` with the verdict's own sentence. */
export async function steer(actor: Actor, id: string, verb: SteerVerb) {
  requireRole(actor, 'operator');
  if (verb === 'undo') await requireUndoable(id);
  const verdict = await steerJob(pool, id, verb);
  if (!verdict) throw notFound('job', id);
  if (!verdict.allowed) throw conflict(verdict.sentence, verdict.remedy?.sentence);
  return getJobSummary(id);
}

async function requireUndoable(id: string): Promise<void> {
  const job = await db.job.findUnique({
    where: { id },
    select: { procedure: true, plan: { select: { input: true, newIds: true } } },
  });
  if (!job) throw notFound('job', id);
  const forbidden = await undoForbidden(db, job);
  if (forbidden) throw conflict(forbidden.reason, forbidden.remedy?.sentence);
}

function conflict(sentence: string, remedy: string | undefined): ProblemError {
  return new ProblemError('conflict', sentence, remedy ? { remedy } : {});
}
