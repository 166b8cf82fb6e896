import type { Pool, PoolClient } from 'pg';

export type JobEvent = { id: string; kind: 'job' | 'items' | 'rows'; data: unknown };

export const jobEventsChannel = 'heddle_job_events';

/**
 * The end of a statement `WITH <changes of job $1>, …`: records the event, whose `data` is SQL, and wakes the watchers when
 * the transaction commits. So a change and its event are one round trip.
 */
export function tellWatchers(kind: JobEvent['kind'], data: string): string {
  return `made AS (INSERT INTO "JobEvent" ("jobId", kind, data) VALUES ($1::uuid, '${kind}', ${data}) RETURNING id)
    SELECT pg_notify('${jobEventsChannel}', $1::text) FROM made`;
}

/** Records an event in the caller's transaction; watchers wake when it commits. */
export async function emit(tx: PoolClient, jobId: string, kind: JobEvent['kind'], data: unknown): Promise<void> {
  await tx.query(`WITH ${tellWatchers(kind, '$2::jsonb')}`, [jobId, JSON.stringify(data)]);
}

/** Events of a job after `lastId`, oldest first. */
export async function eventsAfter(pool: Pool, jobId: string, lastId: string): Promise<JobEvent[]> {
  const { rows } = await pool.query<JobEvent>(
    'SELECT id::text, kind, data FROM "JobEvent" WHERE "jobId" = $1 AND "JobEvent".id > $2 ORDER BY "JobEvent".id LIMIT 500',
    [jobId, lastId],
  );
  return rows;
}

type Listener = () => void;
const listeners = new Map<string, Set<Listener>>();
let listening: Promise<void> | undefined;

/** One connection of this process listens for all watchers; when it breaks, every watcher is woken to look for itself. */
async function listen(pool: Pool): Promise<void> {
  const client = await pool.connect();
  const wakeAll = () => {
    for (const set of listeners.values()) for (const wake of set) wake();
  };
  client.on('notification', ({ payload }) => {
    for (const wake of listeners.get(payload ?? '') ?? []) wake();
  });
  client.once('error', () => {
    listening = undefined;
    client.release(true);
    wakeAll();
  });
  await client.query(`LISTEN ${jobEventsChannel}`);
}

/** Calls `wake` whenever the job may have new events; returns how to stop. */
export async function onJobEvents(pool: Pool, jobId: string, wake: Listener): Promise<() => void> {
  const set = listeners.get(jobId) ?? new Set<Listener>();
  listeners.set(jobId, set);
  set.add(wake);
  listening ??= listen(pool).catch((error: unknown) => {
    listening = undefined;
    throw error;
  });
  await listening.catch(() => undefined);
  return () => {
    set.delete(wake);
    if (set.size === 0) listeners.delete(jobId);
  };
}
