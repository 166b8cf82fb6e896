import type { ListQuery } from '#contract/api/endpoint.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { oldestLook } from '#server/fabric/source.ts';
import { listPage, listSpec } from '#server/http/list.ts';
import { choice, text, time, uuid } from '#server/http/list-fields.ts';
import { arrayDtos, arrayInclude } from './array-dto.ts';

const spec = listSpec(
  'arrays',
  {
    name: text(),
    vendor: text(),
    model: text(),
    version: text(),
    platform: text({ nullable: true }),
    transport: text(),
    agentId: uuid(),
    createdAt: time(),
    missing: choice({ true: { missingSince: { not: null } }, false: { missingSince: null } }),
  },
  'name',
);

export async function listArrays(actor: Actor, query: ListQuery) {
  requireRole(actor, 'viewer');
  return listPage(spec, query, {
    find: (page) => db.array.findMany({ ...page, include: arrayInclude }),
    count: (where) => db.array.count({ where }),
    toItems: arrayDtos,
    asOf: await oldestLook('arrays'),
  });
}
