import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { finalJobStates, type JobDto } from '#contract/api/jobs.ts';
import type { PlanDto, ProcedureName } from '#contract/api/plans.ts';
import type { Door, Person } from '#test/door.ts';
import { until } from './until.ts';

export type SteerVerb = 'cancel' | 'retry' | 'undo' | 'abandon';

/** Workers and agents may fall several times under a job and be started again, on a machine that is busy. */
const endsMs = 240_000;

export type JobDesk = ReturnType<typeof jobDesk>;

/** What an operator does with plans and jobs, over the REST API. Throws with the problem when it is refused. */
export function jobDesk(door: Pick<Door, 'call' | 'people'>, pool: Pool) {
  const askAs = async <T>(as: Person, method: string, address: string, body?: unknown): Promise<T> => {
    const call = { as, key: randomUUID(), ...(body === undefined ? {} : { body }) };
    const response = await door.call(method, address, call);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${address} answered ${response.status}: ${text}`);
    return JSON.parse(text) as T;
  };
  const ask = <T>(method: string, address: string, body?: unknown) =>
    askAs<T>(door.people.operator, method, address, body);

  const plan = (procedure: ProcedureName, input: unknown) => ask<PlanDto>('POST', '/plans', { procedure, input });
  const apply = async (planId: string) => (await ask<{ id: string }>('POST', '/jobs', { planId })).id;
  const read = (jobId: string) => ask<JobDto>('GET', `/jobs/${jobId}`);
  const stateOf = async (jobId: string) => {
    const { rows } = await pool.query<{ state: string }>('SELECT state FROM "Job" WHERE id = $1', [jobId]);
    return rows[0]?.state ?? null;
  };
  const isFinal = (state: string | null) => finalJobStates.some((final) => final === state);
  /** The job once it has ended, in whatever way. */
  const ended = async (jobId: string): Promise<JobDto> => {
    await until(`job ${jobId} to end`, async () => (isFinal(await stateOf(jobId)) ? true : null), endsMs).catch(
      async (error: Error) => {
        const { state, rows, waitingFor, epoch } = await read(jobId);
        const at = rows.map((row) => `${row.key} ${row.state} (${row.attempts})`).join(', ');
        throw new Error(`${error.message}: it is ${state} at epoch ${epoch}: ${at} ${JSON.stringify(waitingFor)}`);
      },
    );
    return read(jobId);
  };

  return {
    ask,
    askAsAdmin: <T>(method: string, address: string, body?: unknown) =>
      askAs<T>(door.people.admin, method, address, body),
    plan,
    apply,
    read,
    stateOf,
    ended,
    /** Resolves when the job is in this state. */
    reaches: (jobId: string, state: JobDto['state']) =>
      until(`job ${jobId} to be ${state}`, async () => ((await stateOf(jobId)) === state ? true : null)),
    /** Resolves with the job when it is as asked for. */
    when: (jobId: string, what: string, holds: (job: JobDto) => boolean) =>
      until(`job ${jobId}: ${what}`, async () => {
        const job = await read(jobId);
        return holds(job) ? job : null;
      }),
    steer: async (jobId: string, verb: SteerVerb) => void (await ask('POST', `/jobs/${jobId}/${verb}`)),
    /** Plans, applies and waits for the end. */
    run: async (procedure: ProcedureName, input: unknown) => ended(await apply((await plan(procedure, input)).id)),
    /** Steers and waits for the end. */
    steered: async (jobId: string, verb: SteerVerb) => {
      await ask('POST', `/jobs/${jobId}/${verb}`);
      return ended(jobId);
    },
  };
}
