import type { ListQuery } from '#contract/api/endpoint.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { oldestLook } from '#server/fabric/source.ts';
import { listPage, listSpec } from '#server/http/list.ts';
import { text, time, uuid } from '#server/http/list-fields.ts';
import { maskingSetDtos, maskingSetInclude } from './masking-set-dto.ts';

const spec = listSpec(
  'masking-sets',
  { name: text(), key: text(), array: text({ path: 'array.name' }), arrayId: uuid(), createdAt: time() },
  'name',
);

export async function listMaskingSets(actor: Actor, query: ListQuery) {
  requireRole(actor, 'viewer');
  return listPage(spec, query, {
    find: (page) => db.maskingSet.findMany({ ...page, include: maskingSetInclude }),
    count: (where) => db.maskingSet.count({ where }),
    toItems: (rows) => maskingSetDtos(rows, 'list'),
    asOf: await oldestLook('arrays'),
  });
}
