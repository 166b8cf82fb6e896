import type { ListQuery } from '#contract/api/endpoint.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { oldestLook } from '#server/fabric/source.ts';
import { listPage, listSpec } from '#server/http/list.ts';
import { bigint, boolean, integer, text, time, uuid } from '#server/http/list-fields.ts';
import { vmDtos, vmInclude } from './vm-dto.ts';

const spec = listSpec(
  'vms',
  {
    name: text(),
    key: text(),
    state: text(),
    ready: boolean(),
    hostname: text({ nullable: true }),
    version: text({ nullable: true }),
    cpus: integer(),
    memoryBytes: bigint(),
    host: text({ path: 'host.name' }),
    hostId: uuid(),
    cluster: text({ path: 'host.cluster.name' }),
    clusterId: uuid({ path: 'host.clusterId', nullable: true }),
    createdAt: time(),
  },
  'name',
);

export async function listVms(actor: Actor, query: ListQuery) {
  requireRole(actor, 'viewer');
  return listPage(spec, query, {
    find: (page) => db.vm.findMany({ ...page, include: vmInclude }),
    count: (where) => db.vm.count({ where }),
    toItems: vmDtos,
    asOf: await oldestLook('hosts'),
  });
}
