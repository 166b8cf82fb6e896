import { type OperationName, operations } from '#contract/agent/operation.ts';
import { ReadRequest } from '#contract/agent/read.ts';
import type { Params, Plan, PlanRow, Proof } from '#domain/plans/plan.ts';
import { resolveParams } from '#domain/plans/refs.ts';

/** What a clone answers, as far as later rows refer to it. */
const cloneOutputs = { targetIqn: 'iqn.2030-01.test:clone', portal: '127.0.0.1:3260', lunNumber: 1 };

/** What an agent would refuse as not being its contract: acts, undos and reads of every row. None = []. */
export function contractProblems({ rows }: Pick<Plan, 'rows'>): string[] {
  const outputs = new Map(rows.map((row) => [row.key, cloneOutputs]));
  const act = (row: PlanRow, operation: string, params: Params): string[] => {
    if (!Object.hasOwn(operations, operation)) return [`${row.key}: no agent knows ${operation}`];
    const parsed = operations[operation as OperationName].safeParse(resolveParams(params, outputs));
    return parsed.success ? [] : [`${row.key}: ${operation}: ${parsed.error.message}`];
  };
  const look = (row: PlanRow, proof: Proof | null): string[] => {
    if (!proof || proof.read === 'outputs') return [];
    const params = resolveParams(proof.params, outputs);
    const parsed = ReadRequest.safeParse({ read: proof.read, system: row.system, params });
    return parsed.success ? [] : [`${row.key}: read ${proof.read}: ${parsed.error.message}`];
  };
  return rows.flatMap((row) => {
    const { undo } = row;
    const back = undo.kind === 'operation' ? [...act(row, undo.operation, undo.params), ...look(row, undo.proof)] : [];
    return [...act(row, row.operation, row.params), ...look(row, row.proof), ...back];
  });
}
