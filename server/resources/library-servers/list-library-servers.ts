import type { ListQuery } from '#contract/api/endpoint.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { oldestLook } from '#server/fabric/source.ts';
import { listPage, listSpec } from '#server/http/list.ts';
import { choice, text, time, uuid } from '#server/http/list-fields.ts';
import { libraryServerDto, libraryServerInclude } from './library-server-dto.ts';

const spec = listSpec(
  'library-servers',
  {
    name: text(),
    fqdn: text(),
    version: text(),
    transport: text(),
    agentId: uuid(),
    createdAt: time(),
    missing: choice({ true: { missingSince: { not: null } }, false: { missingSince: null } }),
  },
  'name',
);

export async function listLibraryServers(actor: Actor, query: ListQuery) {
  requireRole(actor, 'viewer');
  return listPage(spec, query, {
    find: (page) => db.libraryServer.findMany({ ...page, include: libraryServerInclude }),
    count: (where) => db.libraryServer.count({ where }),
    toItem: libraryServerDto,
    asOf: await oldestLook('libraryServers'),
  });
}
