import type { z } from 'zod';
import type { AuditEventDto } from '#contract/api/people.ts';

type Row = {
  id: bigint;
  at: Date;
  phase: string;
  actId: string;
  action: string;
  actorName: string;
  object: unknown;
  detail: unknown;
  outcome: string | null;
};

export function auditEventDto(event: Row): z.input<typeof AuditEventDto> {
  const { actId, action, object, detail, outcome } = event;
  const phase = event.phase === 'begin' ? 'begin' : 'end';
  return {
    id: String(event.id),
    at: event.at.toISOString(),
    phase,
    actId,
    action,
    actor: event.actorName,
    object,
    detail,
    outcome,
  };
}
