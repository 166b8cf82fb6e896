import { randomUUID } from 'node:crypto';
import { type AuditOutcome, appendAuditEvent } from '#server/audit/append-event.ts';
import { db } from '#server/db/client.ts';

type Visitor = { userId: string | null; name: string };

/** A sign-in or sign-out is over as soon as it is known, so its begin and end are written together. */
export async function auditSignIn(
  action: 'session.create' | 'session.delete',
  visitor: Visitor,
  outcome: AuditOutcome,
  detail: Record<string, unknown>,
): Promise<void> {
  const act = {
    actId: randomUUID(),
    action,
    actor: { ...visitor, tokenId: null },
    object: { kind: 'session', id: null },
  };
  await appendAuditEvent(db, { ...act, phase: 'begin', detail });
  await appendAuditEvent(db, { ...act, phase: 'end', outcome });
}
