import type { OperationResult } from '#contract/agent/operation.ts';
import { type Direction, operationId } from '#domain/plans/operation-id.ts';
import type { Params, Proof } from '#domain/plans/plan.ts';
import { MissingOutput, resolveParams } from '#domain/plans/refs.ts';
import { askOperation, type BatchOperation, sendBatch } from '#server/agents/act.ts';
import { AgentError } from '#server/agents/agent-error.ts';
import type { AgentEndpoint } from '#server/agents/client.ts';
import { abortableDelay } from './delay.ts';
import type { JobFailure, Outputs, Run, RunRow } from './run.ts';

/**
 * What is asked of the agent for one row in one direction, and how it is proven. `onlyAsk`: nothing is sent any more; the
 * agent is asked what became of what was sent before.
 */
export type Order = {
  of: RunRow;
  operation: string;
  params: Params;
  proof: Proof | null;
  direction: Direction;
  onlyAsk?: boolean;
};
export type Answered = { order: Order; outputs: Outputs } | { order: Order; failure: JobFailure };
/** `reached`: the agent may have heard of it, now or from a worker before. */
type Open = { order: Order; request: BatchOperation; brokenAttempts: number; reached: boolean };

const firstWaitMs = 2_000;
/** Rows that take long (a booting VM) are asked again this often, so that the quick ones among them show at once. */
const laterWaitMs = 500;
/** A broken attempt is tried again under the same id: the agent's ledger makes that safe. */
const maxBrokenAttempts = 3;
const refusedPatienceMs = 3_000;

/**
 * Sends the orders (all for one agent) and hands over answers as they come, until every order has one. An agent that
 * does not answer is asked again for `patienceMs`: what it did is then unknown, which the undo settles. Cancelling ends
 * the wait for rows that are still running, but for those that cannot be taken back: they end as they end. `lookAtJob`
 * brings the run's flags up to date and throws when it is no longer ours.
 */
export async function carryOut(
  run: Run,
  agent: AgentEndpoint,
  orders: Order[],
  patienceMs: number,
  onAnswers: (answers: Answered[]) => Promise<void>,
  lookAtJob: () => Promise<void>,
): Promise<void> {
  const startedAt = performance.now();
  const built = orders.map((order) => requestOf(run, order));
  const unsendable = built.filter((b): b is Answered => !('request' in b));
  let open = built.filter((b): b is Open => 'request' in b);
  if (unsendable.length > 0) await onAnswers(unsendable);
  for (let waitMs = firstWaitMs, pauseMs = 100; open.length > 0; waitMs = laterWaitMs) {
    const results = await send(agent, open, waitMs);
    const elapsedMs = performance.now() - startedAt;
    const verdicts = open.map((o, i) => settle(o, results[i] ?? null, elapsedMs, patienceMs));
    const answers = verdicts.filter((v): v is Answered => typeof v !== 'string');
    // The agent has waited for those that run; the others need a pause of ours.
    const pause = verdicts.includes('later');
    open = open.filter((_, i) => typeof verdicts[i] === 'string');
    if (answers.length > 0) await onAnswers(answers);
    // Nothing may have been answered for long: has somebody cancelled, or another worker taken over?
    if (open.length > 0) await lookAtJob();
    if (run.cancelAsked) {
      const given = open.filter(({ order }) => order.direction === 'do' && order.of.row.undo.kind !== 'irreversible');
      open = open.filter((one) => !given.includes(one));
      if (given.length > 0) await onAnswers(given.map(({ order }) => ({ order, failure: cancelled })));
    }
    if (open.length > 0 && pause) {
      await abortableDelay(pauseMs);
      pauseMs = Math.min(pauseMs * 2, 2_000);
    }
  }
}

const cancelled: JobFailure = { code: 'cancelled', sentence: 'The job was asked to stop while this was going on.' };

function requestOf(run: Run, order: Order): Open | Answered {
  const { row, round } = order.of;
  try {
    const params = resolveParams(order.params, run.outputs);
    const undoes = order.direction === 'undo' ? { undoes: operationId(run.jobId, round, row.key, 'do') } : {};
    const again = order.direction === 'undo' ? run.undoRound : 0;
    const id = operationId(run.jobId, round, row.key, order.direction, again);
    const { jobId, epoch } = run;
    const { operation } = order;
    return {
      order,
      request: { id, operation, system: row.system, params, jobId, epoch, deadlineMs: row.deadlineMs, ...undoes },
      brokenAttempts: 0,
      reached: order.of.attempts > 1 || order.direction === 'undo',
    };
  } catch (error) {
    if (!(error instanceof MissingOutput)) throw error;
    return { order, failure: { code: 'missing_output', sentence: `${error.message}, which this row needs.` } };
  }
}

type Heard = OperationResult | AgentError | null;

async function send(agent: AgentEndpoint, open: Open[], waitMs: number): Promise<Heard[]> {
  const toAsk = open.filter(({ order }) => order.onlyAsk);
  const toSend = open.filter(({ order }) => !order.onlyAsk).map(({ request }) => request);
  try {
    const sent = (await sendBatch(agent, toSend, waitMs)).map(({ result }) => result);
    const asked = await Promise.all(toAsk.map(({ request }) => askOperation(agent, request.id, waitMs)));
    return open.map(({ order }) => (order.onlyAsk ? asked.shift() : sent.shift()) ?? null);
  } catch (error) {
    if (error instanceof AgentError) return open.map(() => error);
    throw error;
  }
}

function settle(open: Open, result: Heard, elapsedMs: number, patienceMs: number): Answered | 'running' | 'later' {
  const { order } = open;
  if (result === null) return { order, failure: neverSent };
  if (!(result instanceof AgentError) || result.kind === 'unknown' || result.kind === 'invalid') open.reached = true;
  if (result instanceof AgentError) {
    // An agent that refuses us or the request will hardly change its mind; one that is away may come back.
    if (elapsedMs < (result.kind === 'refused' ? Math.min(patienceMs, refusedPatienceMs) : patienceMs)) return 'later';
    const failure = { code: result.code, sentence: result.message, remedy: result.remedy };
    return { order, failure: open.reached ? failure : { ...failure, noEffect: true } };
  }
  const { deadlineMs } = order.of.row;
  switch (result.outcome) {
    case 'done':
      return { order, outputs: result.outputs };
    case 'refused':
      return { order, failure: { ...result.refusal, noEffect: true } };
    case 'busy':
      return elapsedMs < deadlineMs + patienceMs ? 'later' : { order, failure: result.refusal };
    case 'failed':
      open.brokenAttempts += 1;
      if (open.brokenAttempts < maxBrokenAttempts && !order.onlyAsk) return 'later';
      return { order, failure: { ...result.refusal, notDone: true } };
    case 'running':
      // The agent ends it at its deadline; an agent that goes on long after has lost count.
      return elapsedMs < 2 * deadlineMs + patienceMs ? 'running' : { order, failure: overdue(order) };
  }
}

/** Asked for by its id, which the agent's ledger has never seen. */
const neverSent: JobFailure = {
  code: 'never_sent',
  sentence: 'The job was stopped before this reached the agent.',
  noEffect: true,
};

function overdue({ of: { row } }: Order): JobFailure {
  const seconds = Math.round(row.deadlineMs / 1000);
  return {
    code: 'overdue',
    sentence: `'${row.title}' was still running long after its deadline of ${seconds} s.`,
    remedy: 'See the log of the agent.',
  };
}
