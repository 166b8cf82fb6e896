import type { Actor } from '#server/auth/actor.ts';
import type { Db, Prisma } from '#server/db/client.ts';
import { redacted } from './redacted.ts';

export type AuditOutcome = 'done' | 'refused' | 'failed';
export type AuditEntry = {
  phase: 'begin' | 'end';
  /** UUID that begin and end of one act share. */
  actId: string;
  /** The endpoint's id, such as `luns.delete`. */
  action: string;
  actor: Pick<Actor, 'name' | 'tokenId'> & { userId: string | null };
  object?: { kind: string; id: string | null } | null;
  /** Secrets in it are left out, and it is cut where it is large. */
  detail?: Record<string, unknown> | null;
  outcome?: AuditOutcome;
};

/** Adds to the record. The database chains the row to the one before it and lets nobody change either. */
export async function appendAuditEvent(db: Db, entry: AuditEntry): Promise<void> {
  const { actor, object, detail, outcome } = entry;
  await db.auditEvent.create({
    data: {
      phase: entry.phase,
      actId: entry.actId,
      action: entry.action,
      actorId: actor.userId,
      actorName: actor.name,
      tokenId: actor.tokenId,
      outcome: outcome ?? null,
      ...(object ? { object } : {}),
      ...(detail ? { detail: redacted(detail) as Prisma.InputJsonObject } : {}),
    },
    select: { id: true },
  });
}
