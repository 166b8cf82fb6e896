import { finalJobStates } from '#contract/api/jobs.ts';

export type Door = { url: string; apiToken: string };

const isFinal = (state: unknown) => (finalJobStates as readonly unknown[]).includes(state);

/** The state a job event speaks of; null for other events. */
function stateIn(frame: string): unknown {
  if (!/^event: job$/m.test(frame)) return null;
  const data: unknown = JSON.parse(/^data: (.*)$/m.exec(frame)?.[1] ?? 'null');
  return typeof data === 'object' && data !== null && 'state' in data ? data.state : null;
}

/** Watches a job's server-sent events from its first on, as the job page does, and resolves with its final state. */
export async function watchToEnd({ url, apiToken }: Door, jobId: string, deadlineMs: number): Promise<string> {
  const response = await fetch(`${url}/api/v1/jobs/${jobId}/events?after=0`, {
    headers: { authorization: `Bearer ${apiToken}` },
    signal: AbortSignal.timeout(deadlineMs),
  });
  if (!response.ok || !response.body) throw new Error(`the events of job ${jobId} answer ${response.status}`);
  let text = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const frames = text.split('\n\n');
    text = frames.pop() ?? '';
    const state = frames.map(stateIn).find(isFinal);
    if (typeof state === 'string') return state;
  }
  throw new Error(`the events of job ${jobId} ended before it did`);
}
