'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { apiPath } from '#components/query/call-api.ts';
import { q, queryKey } from '#components/query/q.ts';
import type { JobDto } from '#contract/api/jobs.ts';
import { applyJobEvent, type JobEventData } from './apply-job-event.ts';
import { hasEnded } from './job-state.ts';

const kinds = ['job', 'items', 'rows'] as const;

/**
 * A job, kept up to date by its events while it runs. When the stream breaks, the browser resumes it where it was;
 * `live` says whether it stands, so that the page can tell an old picture from a new one.
 */
export function useLiveJob(id: string) {
  const client = useQueryClient();
  const query = useQuery({ ...q('jobs.get', { params: { id } }), staleTime: 0 });
  const [broken, setBroken] = useState(false);
  const state = query.data?.state;
  const watching = state !== undefined && !hasEnded(state);
  useEffect(() => {
    if (!watching) return;
    const key = queryKey('jobs.get', { params: { id } });
    const source = new EventSource(apiPath('jobs.events', { params: { id } }));
    const reload = () => void client.invalidateQueries({ queryKey: key });
    source.onopen = () => {
      setBroken(false);
      // What happened between the read of the job and the stream's beginning.
      reload();
    };
    source.onerror = () => setBroken(true);
    for (const kind of kinds) {
      source.addEventListener(kind, (message) => {
        const event = { kind, data: JSON.parse(message.data) } as JobEventData;
        client.setQueryData<JobDto>(key, (job) => (job ? applyJobEvent(job, event) : job));
        // Its end changes what may be asked of it, and its figures.
        if (
          event.kind === 'job' &&
          (event.data.reload || (event.data.state && (hasEnded(event.data.state) || event.data.state === 'cancelling')))
        )
          reload();
      });
    }
    return () => {
      source.close();
      setBroken(false);
    };
  }, [client, id, watching]);
  return { query, live: !broken || !watching };
}
