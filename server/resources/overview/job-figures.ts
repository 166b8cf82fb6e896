import { finalJobStates } from '#contract/api/jobs.ts';
import { db } from '#server/db/client.ts';

/** Jobs that ended since midnight UTC, and those that have not ended. Whatever ended otherwise than wholly done counts as failed. */
export async function jobFigures(now: Date): Promise<{ succeeded: number; failed: number; running: number }> {
  const midnight = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
  const others = finalJobStates.filter((state) => state !== 'succeeded');
  const [succeeded, failed, running] = await Promise.all([
    db.job.count({ where: { state: 'succeeded', endedAt: { gte: midnight } } }),
    db.job.count({ where: { state: { in: others }, endedAt: { gte: midnight } } }),
    db.job.count({ where: { state: { notIn: [...finalJobStates] } } }),
  ]);
  return { succeeded, failed, running };
}
