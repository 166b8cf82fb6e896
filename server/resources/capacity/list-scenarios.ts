import type { ListQuery } from '#contract/api/endpoint.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { listPage, listSpec } from '#server/http/list.ts';
import { text, time } from '#server/http/list-fields.ts';
import { scenarioDtos } from './scenario-dto.ts';

const spec = listSpec('capacity-scenarios', { name: text(), createdAt: time(), updatedAt: time() }, 'name');

export async function listScenarios(actor: Actor, query: ListQuery) {
  requireRole(actor, 'viewer');
  return listPage(spec, query, {
    find: (page) => db.capacityScenario.findMany(page),
    count: (where) => db.capacityScenario.count({ where }),
    toItems: scenarioDtos,
  });
}
