import type { PlanDto } from '#contract/api/plans.ts';
import type { Plan, PlanRow } from '#domain/plans/plan.ts';
import type { SystemDialects } from './system-dialects.ts';

/** Everything of a plan but its rows, as the `content` column keeps it. */
export type PlanContent = Omit<Plan, 'rows' | 'title'>;

export type PlanRecord = {
  id: string;
  procedure: string;
  input: unknown;
  title: string;
  content: unknown;
  inventoryHash: string;
  overrides: unknown;
  createdAt: Date;
  expiresAt: Date;
};

export function toPlan(
  record: PlanRecord,
  rows: PlanRow[],
  names: { createdBy: string; agents: Map<string, string>; dialectOf: SystemDialects; jobId: string | null },
): PlanDto {
  const content = record.content as PlanContent;
  return {
    id: record.id,
    procedure: record.procedure,
    input: record.input as Record<string, unknown>,
    title: record.title,
    items: content.items,
    rows: rows.map((row) => ({
      key: row.key,
      item: row.item,
      title: row.title,
      agentId: row.agentId,
      agentName: names.agents.get(row.agentId) ?? 'no longer enrolled',
      system: row.system,
      operation: row.operation,
      params: row.params,
      before: row.before,
      after: row.after,
      undo: row.undo,
      proof: row.proof ? { title: row.proof.title } : null,
      locks: row.locks,
      needs: row.needs,
      dialect: names.dialectOf(row.agentId, row.system),
    })),
    checks: content.checks,
    effects: content.effects,
    changes: content.changes,
    touches: content.touches,
    nothingToDo: content.nothingToDo,
    inventoryHash: record.inventoryHash,
    createdAt: record.createdAt.toISOString(),
    expiresAt: record.expiresAt.toISOString(),
    createdBy: names.createdBy,
    overrides: record.overrides as PlanDto['overrides'],
    jobId: names.jobId,
  };
}
