import type { ListQuery } from '#contract/api/endpoint.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db, pool } from '#server/db/client.ts';
import { listPage, listSpec } from '#server/http/list.ts';
import { text, time } from '#server/http/list-fields.ts';
import { type JobRecord, jobSummaryColumns, toJobSummary } from './job-dto.ts';

const spec = listSpec(
  'jobs',
  {
    state: text(),
    procedure: text(),
    title: text(),
    createdAt: time(),
    endedAt: time({ nullable: true }),
    createdBy: text({ path: 'createdBy.name' }),
  },
  '-createdAt',
);
const select = { id: true, state: true, procedure: true, title: true, createdAt: true, endedAt: true } as const;

/** Jobs, newest first; the counts of a page come in one query. */
export async function listJobs(actor: Actor, query: ListQuery) {
  requireRole(actor, 'viewer');
  return listPage(spec, query, {
    find: async (args) => {
      const found = await db.job.findMany({ ...args, select });
      const summaries = await summariesOf(found.map((job) => job.id));
      return found.flatMap((job) => {
        const summary = summaries.get(job.id);
        return summary ? [{ ...job, summary }] : [];
      });
    },
    count: (where) => db.job.count({ where }),
    toItem: (job) => toJobSummary(job.summary),
  });
}

async function summariesOf(ids: string[]): Promise<Map<string, JobRecord>> {
  const { rows } = await pool.query<JobRecord>(
    `SELECT ${jobSummaryColumns} FROM "Job" j JOIN "User" u ON u.id = j."createdById" WHERE j.id = ANY($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
