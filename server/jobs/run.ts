import type { OperationResult } from '#contract/agent/operation.ts';
import type { ItemState, RowState } from '#domain/plans/job-states.ts';
import type { PlanItem, PlanRow } from '#domain/plans/plan.ts';
import type { AgentEndpoint } from '#server/agents/client.ts';

/**
 * `noEffect`: the agent refused or was never reached, so the row has left nothing in the world and there is nothing to
 * take back. `notDone`: it acted, and by its own word or by the look at the world it did not come about.
 */
export type JobFailure = {
  code: string;
  sentence: string;
  remedy?: string | undefined;
  details?: Record<string, unknown> | undefined;
  noEffect?: boolean | undefined;
  notDone?: boolean | undefined;
};
export type ProofRecord = { title: string; held: boolean; observed: unknown; failures: string[] };
export type Outputs = Extract<OperationResult, { outcome: 'done' }>['outputs'];

export type RunRow = {
  row: PlanRow;
  state: RowState;
  attempts: number;
  /** The job's round when it was last sent forward. */
  round: number;
  failure: JobFailure | null;
};
export type RunItem = { item: PlanItem; state: ItemState; failure: JobFailure | null };

/** Which lock a job waits for, who holds it, and since when (RFC 3339). */
export type Waiting = { lock: string; holderJobId: string; holderTitle: string; since: string };

/** A claimed job in memory. The worker that holds the highest epoch owns it; its writes are refused once it does not. */
export type Run = {
  jobId: string;
  planId: string;
  procedure: string;
  title: string;
  epoch: number;
  round: number;
  undoRound: number;
  intent: 'apply' | 'undo';
  /** Set by any fenced write that sees it in the database; looked at between rows. */
  cancelAsked: boolean;
  waitingFor: Waiting | null;
  startedAt: Date | null;
  rows: Map<string, RunRow>;
  items: Map<string, RunItem>;
  /** Rows of each item in plan order; null = the shared ones. */
  rowsByItem: Map<string | null, RunRow[]>;
  /** By row key, for refs of later rows. */
  outputs: Map<string, Outputs>;
  agents: Map<string, AgentEndpoint>;
};

/** Another worker holds the job now: stop, touch nothing. */
export class Superseded extends Error {
  constructor(jobId: string) {
    super(`job ${jobId} was taken over with a higher epoch`);
    this.name = 'Superseded';
  }
}

export function rowsOfItem(run: Run, itemKey: string | null): RunRow[] {
  return run.rowsByItem.get(itemKey) ?? [];
}
