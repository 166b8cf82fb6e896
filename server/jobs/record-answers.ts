import type { Pool, PoolClient } from 'pg';
import { AgentError } from '#server/agents/agent-error.ts';
import type { AgentEndpoint } from '#server/agents/client.ts';
import { applyObservations } from '#server/inventory/apply-observation.ts';
import type { Answered } from './carry-out.ts';
import { type Proven, prove } from './prove.ts';
import { type JobFailure, type Outputs, type Run, rowsOfItem } from './run.ts';
import { fenced, type ItemPatch, type RowPatch, writeItems, writeRows } from './store.ts';
import { pass } from './windows.ts';

type Done = Extract<Answered, { outputs: Outputs }>;

/**
 * After the act, the look: answers become proven, failed, undone or stuck rows. What was seen is applied to the inventory
 * in the same transaction, so that nobody sees a finished row and an older list.
 */
export async function recordAnswers(
  pool: Pool,
  run: Run,
  agent: AgentEndpoint | null,
  answers: Answered[],
): Promise<void> {
  const keys = answers.map(({ order }) => order.of.row.key);
  const direction = answers[0]?.order.direction ?? 'do';
  pass('answered', direction, keys);
  const done = answers.filter((a): a is Done => 'outputs' in a);
  const looked = agent ? await look(run, agent, done) : new Map<string, Proven>();
  const patches = [
    ...answers.flatMap((a) => ('failure' in a ? [failedPatch(a.order.direction, a.order.of.row.key, a.failure)] : [])),
    ...done.map((a) => provenPatch(a, looked.get(a.order.of.row.key))),
  ];
  const observations = [...looked.values()].flatMap((p) => (p.observation ? [p.observation] : []));
  // Before the transaction: when it is repeated, what it wrote the first time is no longer new to the run in memory.
  const failed = newlyFailedItems(run, patches);
  const record = async (tx: PoolClient) => {
    await writeRows(tx, run, patches);
    await writeItems(tx, run, [...failed, ...throughItems(run, patches)]);
  };
  await fenced(pool, run, record, async (tx) => {
    if (agent) await applyObservations(tx, agent.id, observations);
    pass('looked', direction, keys);
  });
  pass('recorded', direction, keys);
}

/** A read that fails because the agent is away proves nothing: the rows stay unproven and say so. */
async function look(run: Run, agent: AgentEndpoint, done: Done[]): Promise<Map<string, Proven>> {
  const rows = done.map(({ order, outputs }) => {
    // Refs of a row's own proof may name the row itself.
    if (order.direction === 'do') run.outputs.set(order.of.row.key, outputs);
    return { key: order.of.row.key, system: order.of.row.system, proof: order.proof, outputs };
  });
  for (let attempt = 1; ; attempt += 1) {
    try {
      return new Map((await prove(run, agent, rows)).map((p) => [p.key, p]));
    } catch (error) {
      if (!(error instanceof AgentError)) throw error;
      if (attempt < 40) {
        await new Promise((resolve) => setTimeout(resolve, Math.min(100 * attempt, 1_000)));
        continue;
      }
      return new Map(rows.map((r) => [r.key, unproven(r.key, r.proof?.title ?? '', error.message)]));
    }
  }
}

function unproven(key: string, title: string, why: string): Proven {
  return { key, record: { title, held: false, observed: null, failures: [why] }, observation: null };
}

function failedPatch(direction: 'do' | 'undo', key: string, failure: JobFailure): RowPatch {
  return { key, state: direction === 'do' ? 'failed' : 'stuck', failure };
}

function provenPatch({ order, outputs }: Done, proven: Proven | undefined): RowPatch {
  const { row } = order.of;
  const record = proven?.record ?? null;
  const held = record === null || record.held;
  const forward = order.direction === 'do';
  const failure = held ? undefined : notHeld(forward ? row.title : `undo of '${row.title}'`, record.failures);
  return {
    key: row.key,
    state: forward ? (held ? 'proven' : 'failed') : held ? 'undone' : 'stuck',
    ...(forward ? { outputs, proof: record } : { undoOutputs: outputs }),
    ...(failure ? { failure } : forward ? { failure: null } : {}),
  };
}

function notHeld(what: string, failures: string[]): JobFailure {
  return {
    code: 'proof_failed',
    sentence: `The agent said it is done, but a look at the world disagrees: ${what}: ${failures.join('; ')}.`,
    remedy: 'Look at the object on the array or host itself: the agent or its system does not do what it says.',
    notDone: true,
  };
}

function newlyFailedItems(run: Run, patches: RowPatch[]) {
  return patches.flatMap((patch) => {
    const item = run.rows.get(patch.key)?.row.item;
    const held = item ? run.items.get(item) : undefined;
    if (!item || !held || patch.state !== 'failed' || held.failure) return [];
    return [{ key: item, state: held.state, failure: patch.failure ?? null }];
  });
}

/** Items whose last row has just been proven. */
function throughItems(run: Run, patches: RowPatch[]): ItemPatch[] {
  const touched = new Set(patches.flatMap((p) => (p.state === 'proven' ? (run.rows.get(p.key)?.row.item ?? []) : [])));
  const through = [...touched].filter((key) => rowsOfItem(run, key).every((r) => r.state === 'proven'));
  return through.map((key) => ({ key, state: 'succeeded', failure: null }));
}
