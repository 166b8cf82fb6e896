import type { ListQuery } from '#contract/api/endpoint.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { listPage, listSpec } from '#server/http/list.ts';
import { choice, text, time } from '#server/http/list-fields.ts';
import { findingDto } from './finding-dto.ts';

const spec = listSpec(
  'findings',
  {
    code: text(),
    severity: text(),
    title: text(),
    openedAt: time(),
    closedAt: time({ nullable: true }),
    state: choice({ open: { closedAt: null }, closed: { closedAt: { not: null } } }),
  },
  // Descending, the ones without an end come first.
  '-closedAt',
);

export function listFindings(actor: Actor, query: ListQuery) {
  requireRole(actor, 'viewer');
  return listPage(spec, query, {
    find: (args) => db.finding.findMany(args),
    count: (where) => db.finding.count({ where }),
    toItem: findingDto,
  });
}
