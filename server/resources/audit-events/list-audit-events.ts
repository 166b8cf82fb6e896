import type { ListQuery } from '#contract/api/endpoint.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { listPage, listSpec } from '#server/http/list.ts';
import { bigint, text, time, uuid } from '#server/http/list-fields.ts';
import { auditEventDto } from './audit-event-dto.ts';

const spec = listSpec(
  'audit-events',
  {
    id: bigint(),
    at: time(),
    phase: text(),
    actId: uuid(),
    action: text(),
    actor: text({ path: 'actorName', sortable: false }),
    outcome: text({ nullable: true }),
  },
  '-id',
  'bigint',
);

export function listAuditEvents(actor: Actor, query: ListQuery) {
  requireRole(actor, 'admin');
  return listPage(spec, query, {
    find: (args) => db.auditEvent.findMany(args),
    count: (where) => db.auditEvent.count({ where }),
    toItem: auditEventDto,
  });
}
