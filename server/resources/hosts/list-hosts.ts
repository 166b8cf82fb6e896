import type { ListQuery } from '#contract/api/endpoint.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { oldestLook } from '#server/fabric/source.ts';
import { listPage, listSpec } from '#server/http/list.ts';
import { bigint, choice, integer, text, time, uuid } from '#server/http/list-fields.ts';
import { hostDtos, hostInclude } from './host-dto.ts';

const spec = listSpec(
  'hosts',
  {
    name: text(),
    fqdn: text(),
    hypervisor: text(),
    version: text(),
    transport: text(),
    channels: integer(),
    cpus: integer(),
    memoryBytes: bigint(),
    cluster: text({ path: 'cluster.name' }),
    clusterId: uuid({ nullable: true }),
    hostGroup: text({ path: 'hostGroup.name' }),
    hostGroupId: uuid({ nullable: true }),
    agentId: uuid(),
    createdAt: time(),
    missing: choice({ true: { missingSince: { not: null } }, false: { missingSince: null } }),
  },
  'name',
);

export async function listHosts(actor: Actor, query: ListQuery) {
  requireRole(actor, 'viewer');
  return listPage(spec, query, {
    find: (page) => db.host.findMany({ ...page, include: hostInclude }),
    count: (where) => db.host.count({ where }),
    toItems: hostDtos,
    asOf: await oldestLook('hosts'),
  });
}
