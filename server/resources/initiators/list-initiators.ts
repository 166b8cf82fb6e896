import type { ListQuery } from '#contract/api/endpoint.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { oldestLook } from '#server/fabric/source.ts';
import { listPage, listSpec } from '#server/http/list.ts';
import { text, uuid } from '#server/http/list-fields.ts';
import { initiatorDtos, initiatorInclude } from './initiator-dto.ts';

const spec = listSpec(
  'initiators',
  {
    name: text(),
    maskingSet: text({ path: 'maskingSet.name' }),
    maskingSetId: uuid(),
    arrayId: uuid({ path: 'maskingSet.arrayId' }),
  },
  'name',
);

export async function listInitiators(actor: Actor, query: ListQuery) {
  requireRole(actor, 'viewer');
  return listPage(spec, query, {
    find: (page) => db.initiator.findMany({ ...page, include: initiatorInclude }),
    count: (where) => db.initiator.count({ where }),
    toItems: initiatorDtos,
    asOf: await oldestLook('arrays'),
  });
}
