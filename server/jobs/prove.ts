import type { ReadAnswer, ReadName, ReadRequest } from '#contract/agent/read.ts';
import type { Proof } from '#domain/plans/plan.ts';
import { holds, type Observed } from '#domain/plans/proof.ts';
import { resolveParams } from '#domain/plans/refs.ts';
import type { AgentEndpoint } from '#server/agents/client.ts';
import { readBatch } from '#server/agents/observe.ts';
import type { Observation } from '#server/inventory/apply-observation.ts';
import { abortableDelay } from './delay.ts';
import type { Outputs, ProofRecord, Run } from './run.ts';

export type ToProve = { key: string; system: string; proof: Proof | null; outputs: Outputs };
export type Proven = { key: string; record: ProofRecord | null; observation: Observation | null };

/** A fabric may take a moment to show what was done; an agent that lies is found out all the same. */
const looks = 3;
const pauseBetweenLooksMs = 150;

/**
 * Looks at the world for every row that says how it is proven. What was seen also goes to the inventory, so that a
 * finished job and the lists a person opens next agree.
 */
export async function prove(run: Run, agent: AgentEndpoint, rows: ToProve[]): Promise<Proven[]> {
  const settled: Proven[] = [];
  let open = rows;
  for (let look = 1; open.length > 0; look += 1) {
    const seen = await observe(run, agent, open);
    const again: ToProve[] = [];
    open.forEach((row, i) => {
      const proven = seen[i];
      if (!proven) return;
      if (proven.record && !proven.record.held && look < looks) again.push(row);
      else settled.push(proven);
    });
    open = again;
    if (open.length > 0) await abortableDelay(pauseBetweenLooksMs);
  }
  return settled;
}

async function observe(run: Run, agent: AgentEndpoint, rows: ToProve[]): Promise<Proven[]> {
  const reads = rows.map((row) => readOf(run, row));
  const asked = reads.filter((r) => r !== null);
  const answers = asked.length > 0 ? await readBatch(agent, asked) : [];
  let next = 0;
  return rows.map((row, i) => {
    const read = reads[i];
    const answer = read ? answers[next++] : null;
    return judge(row, read ?? null, answer ?? null);
  });
}

function readOf(run: Run, row: ToProve): ReadRequest | null {
  if (!row.proof || row.proof.read === 'outputs') return null;
  const params = resolveParams(row.proof.params, run.outputs);
  return { read: row.proof.read as ReadName, system: row.system, params: params as Record<string, string> };
}

function judge(row: ToProve, read: ReadRequest | null, answer: ReadAnswer | null): Proven {
  if (!row.proof) return { key: row.key, record: null, observation: null };
  if (!read)
    return { key: row.key, record: recordOf(row.proof, { found: true, value: row.outputs }), observation: null };
  if (!answer || 'error' in answer) {
    const why = answer && 'error' in answer ? answer.error.sentence : 'the agent gave no answer to the read';
    return {
      key: row.key,
      record: { title: row.proof.title, held: false, observed: null, failures: [why] },
      observation: null,
    };
  }
  return { key: row.key, record: recordOf(row.proof, answer), observation: { ...read, answer } };
}

function recordOf(proof: Proof, observed: Observed): ProofRecord {
  const { held, failures } = holds(proof, observed);
  return { title: proof.title, held, observed: observed.found ? observed.value : null, failures };
}
