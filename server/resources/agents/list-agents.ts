import type { ListQuery } from '#contract/api/endpoint.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { listPage, listSpec } from '#server/http/list.ts';
import { text, time } from '#server/http/list-fields.ts';
import { agentDto, agentSelect } from './agent-dto.ts';

const spec = listSpec(
  'agents',
  {
    name: text(),
    url: text(),
    state: text(),
    version: text({ nullable: true }),
    lastSeenAt: time({ nullable: true }),
    lastInventoryAt: time({ nullable: true }),
    createdAt: time(),
  },
  'name',
);

export function listAgents(actor: Actor, query: ListQuery) {
  requireRole(actor, 'viewer');
  return listPage(spec, query, {
    find: (page) => db.agent.findMany({ ...page, select: agentSelect }),
    count: (where) => db.agent.count({ where }),
    toItem: agentDto,
  });
}
