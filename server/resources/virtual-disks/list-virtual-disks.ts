import type { ListQuery } from '#contract/api/endpoint.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { oldestLook } from '#server/fabric/source.ts';
import { listPage, listSpec } from '#server/http/list.ts';
import { bigint, boolean, choice, integer, text, uuid } from '#server/http/list-fields.ts';
import { virtualDiskDtos, virtualDiskInclude } from './virtual-disk-dto.ts';

const spec = listSpec(
  'virtual-disks',
  {
    file: text(),
    directory: text(),
    format: text(),
    sizeBytes: bigint(),
    generalised: boolean(),
    otherFiles: integer(),
    share: text({ path: 'share.path' }),
    shareId: uuid(),
    libraryServer: text({ path: 'libraryServer.name' }),
    libraryServerId: uuid(),
    missing: choice({ true: { missingSince: { not: null } }, false: { missingSince: null } }),
  },
  'file',
);

export async function listVirtualDisks(actor: Actor, query: ListQuery) {
  requireRole(actor, 'viewer');
  return listPage(spec, query, {
    find: (page) => db.virtualDisk.findMany({ ...page, include: virtualDiskInclude }),
    count: (where) => db.virtualDisk.count({ where }),
    toItems: virtualDiskDtos,
    asOf: await oldestLook('libraryServers'),
  });
}
