import type { ListQuery } from '#contract/api/endpoint.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { oldestLook } from '#server/fabric/source.ts';
import { listPage, listSpec } from '#server/http/list.ts';
import { text, time } from '#server/http/list-fields.ts';
import { clusterDto, clusterInclude } from './cluster-dto.ts';

const spec = listSpec('clusters', { name: text(), createdAt: time() }, 'name');

export async function listClusters(actor: Actor, query: ListQuery) {
  requireRole(actor, 'viewer');
  return listPage(spec, query, {
    find: (page) => db.cluster.findMany({ ...page, include: clusterInclude }),
    count: (where) => db.cluster.count({ where }),
    toItem: clusterDto,
    asOf: await oldestLook('hosts'),
  });
}
