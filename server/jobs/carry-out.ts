import type { OperationResult } from '#contract/agent/operation.ts';
import { type Direction, operationId } from '#domain/plans/operation-id.ts';
import type { Params, Proof } from '#domain/plans/plan.ts';
import { MissingOutput, resolveParams } from '#domain/plans/refs.ts';
import { type BatchOperation, sendBatch } from '#server/agents/act.ts';
import { AgentError } from '#server/agents/agent-error.ts';
import type { AgentEndpoint } from '#server/agents/client.ts';
import { abortableDelay } from './delay.ts';
import type { JobFailure, Outputs, Run, RunRow } from './run.ts';

/** What is asked of the agent for one row in one direction, and how it is proven. */
export type Order = { of: RunRow; operation: string; params: Params; proof: Proof | null; direction: Direction };
export type Answered = { order: Order; outputs: Outputs } | { order: Order; failure: JobFailure };
type Open = { order: Order; request: BatchOperation; brokenAttempts: number };

const firstWaitMs = 2_000;
/** Rows that take long (a booting VM) are asked again this often, so that the quick ones among them show at once. */
const laterWaitMs = 500;
/** A broken attempt is tried again under the same id: the agent's ledger makes that safe. */
const maxBrokenAttempts = 3;
const refusedPatienceMs = 3_000;

/**
 * Sends the orders (all for one agent) and hands over answers as they come, until every order has one. An agent that
 * does not answer is asked again for `patienceMs`: what it did is then unknown, which the undo settles. Cancelling ends
 * the wait for rows that are still running.
 */
export async function carryOut(
  run: Run,
  agent: AgentEndpoint,
  orders: Order[],
  patienceMs: number,
  onAnswers: (answers: Answered[]) => Promise<void>,
): Promise<void> {
  const startedAt = Date.now();
  const built = orders.map((order) => requestOf(run, order));
  const unsendable = built.filter((b): b is Answered => !('request' in b));
  let open = built.filter((b): b is Open => 'request' in b);
  if (unsendable.length > 0) await onAnswers(unsendable);
  for (let waitMs = firstWaitMs, pauseMs = 100; open.length > 0; waitMs = laterWaitMs) {
    const results = await send(agent, open, waitMs);
    const elapsedMs = Date.now() - startedAt;
    const verdicts = open.map((o, i) => settle(o, results[i] as OperationResult | AgentError, elapsedMs, patienceMs));
    const answers = verdicts.filter((v): v is Answered => typeof v !== 'string');
    // The agent has waited for those that run; the others need a pause of ours.
    const pause = verdicts.includes('later');
    open = open.filter((_, i) => typeof verdicts[i] === 'string');
    if (answers.length > 0) await onAnswers(answers);
    if (open.length > 0 && run.cancelAsked && orders[0]?.direction === 'do') {
      return onAnswers(open.map(({ order }) => ({ order, failure: cancelled })));
    }
    if (open.length > 0 && pause) {
      await abortableDelay(pauseMs);
      pauseMs = Math.min(pauseMs * 2, 2_000);
    }
  }
}

const cancelled: JobFailure = { code: 'cancelled', sentence: 'The job was asked to stop while this was going on.' };

function requestOf(run: Run, order: Order): Open | Answered {
  const { row } = order.of;
  try {
    const params = resolveParams(order.params, run.outputs);
    const undoes = order.direction === 'undo' ? { undoes: operationId(run.jobId, run.round, row.key, 'do') } : {};
    const again = order.direction === 'undo' ? run.undoRound : 0;
    const id = operationId(run.jobId, run.round, row.key, order.direction, again);
    const { jobId, epoch } = run;
    const { operation } = order;
    return {
      order,
      request: { id, operation, system: row.system, params, jobId, epoch, deadlineMs: row.deadlineMs, ...undoes },
      brokenAttempts: 0,
    };
  } catch (error) {
    if (!(error instanceof MissingOutput)) throw error;
    return { order, failure: { code: 'missing_output', sentence: `${error.message}, which this row needs.` } };
  }
}

async function send(agent: AgentEndpoint, open: Open[], waitMs: number): Promise<(OperationResult | AgentError)[]> {
  try {
    return (
      await sendBatch(
        agent,
        open.map((o) => o.request),
        waitMs,
      )
    ).map((r) => r.result);
  } catch (error) {
    if (error instanceof AgentError) return open.map(() => error);
    throw error;
  }
}

function settle(
  open: Open,
  result: OperationResult | AgentError,
  elapsedMs: number,
  patienceMs: number,
): Answered | 'running' | 'later' {
  const { order } = open;
  if (result instanceof AgentError) {
    // An agent that refuses us or the request will hardly change its mind; one that is away may come back.
    if (elapsedMs < (result.kind === 'refused' ? Math.min(patienceMs, refusedPatienceMs) : patienceMs)) return 'later';
    return { order, failure: { code: result.code, sentence: result.message, remedy: result.remedy } };
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
      return open.brokenAttempts < maxBrokenAttempts ? 'later' : { order, failure: result.refusal };
    case 'running':
      // The agent ends it at its deadline; an agent that goes on long after has lost count.
      return elapsedMs < 2 * deadlineMs + patienceMs ? 'running' : { order, failure: overdue(order) };
  }
}

function overdue({ of: { row } }: Order): JobFailure {
  const seconds = Math.round(row.deadlineMs / 1000);
  return {
    code: 'overdue',
    sentence: `'${row.title}' was still running long after its deadline of ${seconds} s.`,
    remedy: 'See the log of the agent.',
  };
}
