import { randomUUID } from 'node:crypto';
import type { Endpoint } from '#contract/api/endpoint.ts';
import { type AuditEntry, type AuditOutcome, appendAuditEvent } from '#server/audit/append-event.ts';
import type { Actor } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { untilDatabaseAnswers } from '#server/db/until-database-answers.ts';
import { asProblem } from '#server/errors.ts';
import { log } from '#server/log.ts';

type Act = { endpoint: Endpoint; actor: Actor; params: unknown; body: unknown };

const idOf = (value: unknown): string | null => {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : null;
  return typeof id === 'string' ? id : null;
};

/**
 * Carries an act out between its two audit events. Without a begin there is no act; an end that cannot be written is
 * written when the database is back. Should this process die before, the begin without an end shows it.
 */
export async function audited<T>(act: Act, work: () => Promise<T>): Promise<T> {
  const { endpoint, actor, params, body } = act;
  const kind = endpoint.id.split('.')[0] ?? endpoint.id;
  const common = { actId: randomUUID(), action: endpoint.id, actor };
  const write = (entry: Pick<AuditEntry, 'phase' | 'detail' | 'outcome'>, objectId: string | null) =>
    appendAuditEvent(db, { ...common, object: { kind, id: objectId }, ...entry });
  const end = async (outcome: AuditOutcome, detail: Record<string, unknown> | null, objectId: string | null) => {
    const again = () => write({ phase: 'end', outcome, detail }, objectId);
    // The caller does not wait for a database that is away; the record does.
    await again().catch(() => {
      untilDatabaseAnswers(again).catch((error: unknown) => {
        log.error({ err: error, actId: common.actId, action: endpoint.id }, 'the end of an act could not be recorded');
      });
    });
  };

  await write({ phase: 'begin', detail: { params, body } }, idOf(params));
  try {
    const result = await work();
    await end('done', null, idOf(params) ?? idOf(result));
    return result;
  } catch (error) {
    const problem = asProblem(error);
    const outcome = problem.status >= 500 && problem.status !== 507 ? 'failed' : 'refused';
    await end(outcome, { code: problem.code, reason: problem.message }, idOf(params));
    throw error;
  }
}
