import type { ApiClient } from '#lab/parts/api-client.ts';
import { type Door, watchToEnd } from './watch-job.ts';

export type CloneBench = Door & { api: ApiClient; goldenLunId: string; hostIds: string[] };

const deadlineMs = 300_000;
let made = 0;

/**
 * One job that clones, exports, masks and proves `count` LUNs. Milliseconds from POST /jobs until a watcher is told that
 * it succeeded; the plan was made before. Throws when it did not succeed or a row is not proven.
 */
export async function cloneJobMs(bench: CloneBench, count: number): Promise<number> {
  const { api, goldenLunId, hostIds } = bench;
  const input = { goldenLunId, count, namePattern: `bench-${++made}-{nnnn}`, hostIds };
  const plan = await api.ask('plans.create', { body: { procedure: 'clone-luns', input } });
  const startedAt = performance.now();
  const { id } = await api.ask('jobs.create', { body: { planId: plan.id } });
  const state = await watchToEnd(bench, id, deadlineMs);
  const tookMs = performance.now() - startedAt;
  const job = await api.ask('jobs.get', { params: { id } });
  const unproven = job.rows.filter((row) => row.proof?.held !== true).length;
  if (state !== 'succeeded' || unproven > 0) throw new Error(`the job ended ${state}, ${unproven} rows unproven`);
  return tookMs;
}
