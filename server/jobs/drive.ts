import type { Pool } from 'pg';
import { type Answered, carryOut, type Order } from './carry-out.ts';
import { recordAnswers } from './record-answers.ts';
import type { JobFailure, Run, RunRow } from './run.ts';
import { fenced, type ItemPatch, type RowPatch, writeItems, writeRows } from './store.ts';
import { pass } from './windows.ts';

/** Rows that go to an agent in one request; several such requests may be under way at once. */
const chunkRows = 250;
const chunksPerAgent = 4;

/** One direction of a run: which rows may go now, and what is asked for each. */
export type Course = {
  /** Rows whose turn it is, those under way left out. */
  next(underWay: ReadonlySet<string>): RunRow[];
  /** null = nothing to ask for this row: it is settled at once with the given patch. */
  order(row: RunRow): Order | RowPatch;
  sentState: 'sent' | 'undo_sent';
};

/**
 * Drives rows until none is ready and none under way. Ready rows of one agent and operation travel together; a row's
 * turn comes when those it needs are proven, so different items are at different rows at the same time.
 */
export async function drive(pool: Pool, run: Run, course: Course, patienceMs: number): Promise<void> {
  const underWay = new Set<string>();
  const chunks = new Set<Promise<void>>();
  const perAgent = new Map<string, number>();
  let broken: { error: unknown } | undefined;

  const startChunk = (rows: RunRow[]) => {
    const agentId = rows[0]?.row.agentId ?? '';
    perAgent.set(agentId, (perAgent.get(agentId) ?? 0) + 1);
    for (const { row } of rows) underWay.add(row.key);
    const chunk = sendChunk(pool, run, course, rows, patienceMs, (key) => underWay.delete(key))
      .catch((error: unknown) => {
        broken ??= { error };
      })
      .finally(() => {
        chunks.delete(chunk);
        perAgent.set(agentId, (perAgent.get(agentId) ?? 1) - 1);
        for (const { row } of rows) underWay.delete(row.key);
      });
    chunks.add(chunk);
  };

  for (;;) {
    if (!broken) {
      for (const rows of chunksOf(course.next(underWay))) {
        if ((perAgent.get(rows[0]?.row.agentId ?? '') ?? 0) < chunksPerAgent) startChunk(rows);
      }
    }
    if (chunks.size === 0) break;
    await Promise.race([...chunks, wake(run)]);
  }
  if (broken) throw broken.error;
}

/** Settled rows of a chunk free their successors before the whole chunk is through. */
const wakers = new WeakMap<Run, () => void>();
function wake(run: Run): Promise<void> {
  return new Promise((resolve) => wakers.set(run, resolve));
}

function chunksOf(rows: RunRow[]): RunRow[][] {
  const groups = new Map<string, RunRow[]>();
  for (const row of rows) {
    const key = `${row.row.agentId} ${row.row.operation}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / chunkRows) }, (_, i) =>
      group.slice(i * chunkRows, (i + 1) * chunkRows),
    ),
  );
}

async function sendChunk(
  pool: Pool,
  run: Run,
  course: Course,
  rows: RunRow[],
  patienceMs: number,
  settled: (key: string) => void,
): Promise<void> {
  const plans = rows.map((row) => course.order(row));
  const orders = plans.filter((p): p is Order => 'operation' in p);
  const atOnce = plans.filter((p): p is RowPatch => !('operation' in p));
  const intents = orders.map(({ of: held, onlyAsk }) => ({
    key: held.row.key,
    state: course.sentState,
    attempts: held.attempts + 1,
    ...(course.sentState === 'sent' && !onlyAsk ? { round: run.round } : {}),
  }));
  const begunItems = begun(run, orders);
  const keys = orders.map(({ of }) => of.row.key);
  const direction = course.sentState === 'sent' ? 'do' : 'undo';
  pass('before-intent', direction, keys);
  // The intent is on record before anything leaves: an undo must know what may have happened.
  await fenced(pool, run, async (tx) => {
    await writeRows(tx, run, [...intents, ...atOnce]);
    await writeItems(tx, run, begunItems);
  });
  if (orders.length === 0) return;
  pass('sent', direction, keys);
  const agent = run.agents.get(orders[0]?.of.row.agentId ?? '');
  if (!agent)
    return recordAnswers(
      pool,
      run,
      null,
      orders.map((order) => ({ order, failure: notEnrolled })),
    );
  const onAnswers = async (answers: Answered[]) => {
    await recordAnswers(pool, run, agent, answers);
    for (const { order } of answers) settled(order.of.row.key);
    wakers.get(run)?.();
  };
  await carryOut(run, agent, orders, patienceMs, onAnswers, () => fenced(pool, run, async () => undefined));
}

function begun(run: Run, orders: Order[]): ItemPatch[] {
  const keys = new Set(orders.flatMap(({ of }) => of.row.item ?? []));
  return [...keys].flatMap((key) => (run.items.get(key)?.state === 'pending' ? [{ key, state: 'running' }] : []));
}

const notEnrolled: JobFailure = {
  code: 'agent_unreachable',
  sentence: 'The agent of this row is no longer enrolled.',
  remedy: 'Enrol the agent again, then retry the job.',
};
