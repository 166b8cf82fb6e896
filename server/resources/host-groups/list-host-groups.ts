import type { ListQuery } from '#contract/api/endpoint.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { oldestLook } from '#server/fabric/source.ts';
import { listPage, listSpec } from '#server/http/list.ts';
import { text } from '#server/http/list-fields.ts';
import { hostGroupDto, hostGroupInclude } from './host-group-dto.ts';

const spec = listSpec('host-groups', { name: text() }, 'name');

export async function listHostGroups(actor: Actor, query: ListQuery) {
  requireRole(actor, 'viewer');
  return listPage(spec, query, {
    find: (page) => db.hostGroup.findMany({ ...page, include: hostGroupInclude }),
    count: (where) => db.hostGroup.count({ where }),
    toItem: hostGroupDto,
    asOf: await oldestLook('hosts'),
  });
}
