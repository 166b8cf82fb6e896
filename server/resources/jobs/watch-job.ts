import { type Actor, requireRole } from '#server/auth/actor.ts';
import { pool } from '#server/db/client.ts';
import { eventsAfter, type JobEvent, onJobEvents } from '#server/jobs/events.ts';
import { getJobSummary } from './get-job.ts';

/** Proxies cut silent connections; a comment line every so often keeps them open and finds dead ones. */
const heartbeatMs = 15_000;

/**
 * Server-sent events of a job, after `Last-Event-ID` when the browser reconnects, else from now on: a page reads the
 * job first and then watches. Ends when the client goes.
 */
export async function watchJob(actor: Actor, id: string, request: Request): Promise<Response> {
  requireRole(actor, 'viewer');
  await getJobSummary(id);
  const asked = request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('after');
  const from = asked && /^\d{1,18}$/.test(asked) ? asked : await newestEvent(id);
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  void pump(id, from, writable.getWriter(), request.signal);
  return new Response(readable, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}

async function newestEvent(id: string): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    'SELECT COALESCE(max(id), 0)::text AS id FROM "JobEvent" WHERE "jobId" = $1',
    [id],
  );
  return rows[0]?.id ?? '0';
}

async function pump(
  id: string,
  from: string,
  writer: WritableStreamDefaultWriter<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  const encoder = new TextEncoder();
  let last = from;
  let wake = () => {};
  let dirty = true;
  const stop = await onJobEvents(pool, id, () => {
    dirty = true;
    wake();
  });
  signal.addEventListener('abort', () => wake());
  try {
    await writer.write(encoder.encode(`retry: 1000\n: watching from ${from}\n\n`));
    while (!signal.aborted) {
      dirty = false;
      for (const event of await eventsAfter(pool, id, last)) {
        await writer.write(encoder.encode(frame(event)));
        last = event.id;
        dirty = true;
      }
      if (dirty) continue;
      const woken = await new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => resolve(false), heartbeatMs);
        wake = () => {
          clearTimeout(timer);
          resolve(true);
        };
        if (dirty || signal.aborted) wake();
      });
      if (!woken) await writer.write(encoder.encode(': still here\n\n'));
    }
  } catch {
    // The client went away in the middle of a write: there is nobody to tell.
  } finally {
    stop();
    await writer.close().catch(() => undefined);
  }
}

function frame({ id, kind, data }: JobEvent): string {
  return `id: ${id}\nevent: ${kind}\ndata: ${JSON.stringify(data)}\n\n`;
}
