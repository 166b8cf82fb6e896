import type { ClientBase } from 'pg';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import { pool } from '#server/db/client.ts';
import { notFound, ProblemError } from '#server/errors.ts';
import { inTransaction, lockInventory } from '#server/inventory/inventory-lock.ts';
import { removeEmptyGroups } from '#server/inventory/remove-empty-groups.ts';
import { settleFindings } from '#server/inventory/settle-findings.ts';

/**
 * Forgets an agent and all it reported; the systems themselves stay as they are.
 * @throws ProblemError `not_found`, or `conflict` while a job that has not ended for good needs it.
 */
export async function deleteAgent(actor: Actor, id: string): Promise<null> {
  requireRole(actor, 'admin');
  return inTransaction(pool, async (tx) => {
    await lockInventory(tx, id, 'exclusive');
    const { rows } = await tx.query<{ name: string }>('SELECT name FROM "Agent" WHERE id = $1 FOR UPDATE', [id]);
    if (!rows[0]) throw notFound('agent', id);
    await requireUnused(tx, id, rows[0].name);
    await tx.query('DELETE FROM "Agent" WHERE id = $1', [id]);
    await removeEmptyGroups(tx);
    await settleFindings(tx, `inventory:${id}`, []);
    return null;
  });
}

async function requireUnused(tx: ClientBase, id: string, name: string): Promise<void> {
  const { rows } = await tx.query<{ id: string; title: string; state: string }>(
    `SELECT j.id, j.title, j.state FROM "Job" j
     WHERE j.state NOT IN ('succeeded', 'partially_succeeded', 'undone', 'abandoned')
       AND EXISTS (SELECT 1 FROM "PlanRow" p WHERE p."planId" = j."planId" AND p.row->>'agentId' = $1)
     ORDER BY j."createdAt" LIMIT 1`,
    [id],
  );
  const [job] = rows;
  if (!job) return;
  throw new ProblemError('conflict', `Agent ${name} is needed by job '${job.title}', which is ${job.state}.`, {
    remedy: 'Wait for the job to end, cancel it, or abandon it if it is stuck.',
    details: { jobId: job.id },
  });
}
