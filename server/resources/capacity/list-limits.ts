import type { ListQuery } from '#contract/api/endpoint.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { listPage, listSpec } from '#server/http/list.ts';
import { bigint, text, time, uuid } from '#server/http/list-fields.ts';
import { limitDto } from './limit-dto.ts';

const spec = listSpec(
  'capacity-limits',
  {
    arrayModel: text({ nullable: true }),
    arrayId: uuid({ nullable: true }),
    scope: text(),
    value: bigint({ nullable: true }),
    source: text(),
    confidence: text(),
    createdAt: time(),
    updatedAt: time(),
  },
  'arrayModel',
);

export async function listLimits(actor: Actor, query: ListQuery) {
  requireRole(actor, 'viewer');
  return listPage(spec, query, {
    find: (page) => db.capacityLimit.findMany(page),
    count: (where) => db.capacityLimit.count({ where }),
    toItem: limitDto,
  });
}
