import { jobStates } from '#contract/api/jobs.ts';
import { db, pool } from '#server/db/client.ts';
import { liveWorkers } from '#server/jobs/live-workers.ts';
import { requestCounts } from './request-counts.ts';

type Sample = { labels: Record<string, string>; value: number };

const agentStates = ['enrolling', 'online', 'unreachable', 'refused'] as const;

/** Prometheus text exposition, version 0.0.4. */
export async function metricsText(): Promise<string> {
  const [jobs, agents, workers] = await Promise.all([
    db.job.groupBy({ by: ['state'], _count: true }),
    db.agent.groupBy({ by: ['state'], _count: true }),
    liveWorkers(pool),
  ]);
  const requests = requestCounts().map(({ endpoint, status, count }) => ({
    labels: { endpoint, status: String(status) },
    value: count,
  }));
  return [
    metric('heddle_jobs', 'gauge', 'Jobs by state.', byState(jobStates, jobs)),
    metric('heddle_agents', 'gauge', 'Agents by state.', byState(agentStates, agents)),
    metric('heddle_workers', 'gauge', 'Workers that are alive.', [{ labels: {}, value: workers }]),
    metric('heddle_http_requests_total', 'counter', 'API requests that this process answered.', requests),
    metric('heddle_resident_memory_bytes', 'gauge', 'Memory of this process.', [
      { labels: {}, value: process.memoryUsage.rss() },
    ]),
  ].join('');
}

/** A state that no row has is 0, so that a series never vanishes. */
function byState(states: readonly string[], rows: { state: string; _count: number }[]): Sample[] {
  const counted = new Map(rows.map(({ state, _count }) => [state, _count]));
  const all = [...new Set([...states, ...counted.keys()])];
  return all.map((state) => ({ labels: { state }, value: counted.get(state) ?? 0 }));
}

export function metric(name: string, type: 'gauge' | 'counter', help: string, samples: Sample[]): string {
  const lines = samples.map(({ labels, value }) => `${name}${labelText(labels)} ${value}`);
  return `${[`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines].join('\n')}\n`;
}

function labelText(labels: Record<string, string>): string {
  const escaped = (value: string) => value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}
