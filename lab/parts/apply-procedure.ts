import { setTimeout as delay } from 'node:timers/promises';
import type { JobDto } from '#contract/api/jobs.ts';
import { finalJobStates } from '#contract/api/jobs.ts';
import type { ProcedureName } from '#contract/api/plans.ts';
import type { ApiClient } from './api-client.ts';

export type Applied = { job: JobDto; tookMs: number };

const isFinal = (state: string) => (finalJobStates as readonly string[]).includes(state);

/** What went wrong in a job, row by row. */
function failuresOf(job: JobDto): string {
  const rows = job.rows.filter((row) => row.failure || row.proof?.held === false);
  const words = rows.map((row) => `${row.title}: ${row.failure?.sentence ?? row.proof?.failures.join(', ')}`);
  return [job.failure?.sentence ?? `the job ended ${job.state}`, ...words].join('\n  ');
}

/** Plans a procedure, applies the plan as it stands and waits for the job's end. Throws unless it succeeded with every row proven. */
export async function applyProcedure(
  api: ApiClient,
  procedure: ProcedureName,
  input: { [name: string]: unknown },
  deadlineMs = 900_000,
): Promise<Applied> {
  const startedAt = performance.now();
  const plan = await api.ask('plans.create', { body: { procedure, input } });
  const { id } = await api.ask('jobs.create', { body: { planId: plan.id } });
  const job = await endOfJob(api, id, deadlineMs);
  const tookMs = performance.now() - startedAt;
  const unproven = job.rows.filter((row) => row.state !== 'proven' && row.proof !== null);
  if (job.state !== 'succeeded' || unproven.length > 0) throw new Error(`${procedure}: ${failuresOf(job)}`);
  return { job, tookMs };
}

/** The job once it has ended, however it did. */
export async function endOfJob(api: ApiClient, id: string, deadlineMs: number): Promise<JobDto> {
  const end = performance.now() + deadlineMs;
  for (;;) {
    const job = await api.ask('jobs.get', { params: { id } });
    if (isFinal(job.state)) return job;
    if (performance.now() > end) throw new Error(`${job.title}: it is still ${job.state} after ${deadlineMs} ms`);
    await delay(100);
  }
}
