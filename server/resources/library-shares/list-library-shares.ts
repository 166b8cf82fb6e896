import type { ListQuery } from '#contract/api/endpoint.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { oldestLook } from '#server/fabric/source.ts';
import { listPage, listSpec } from '#server/http/list.ts';
import { text, uuid } from '#server/http/list-fields.ts';
import { libraryShareDto, libraryShareInclude } from './library-share-dto.ts';

const spec = listSpec(
  'library-shares',
  {
    path: text(),
    description: text({ nullable: true }),
    libraryServer: text({ path: 'libraryServer.name' }),
    libraryServerId: uuid(),
  },
  'path',
);

export async function listLibraryShares(actor: Actor, query: ListQuery) {
  requireRole(actor, 'viewer');
  return listPage(spec, query, {
    find: (page) => db.libraryShare.findMany({ ...page, include: libraryShareInclude }),
    count: (where) => db.libraryShare.count({ where }),
    toItem: libraryShareDto,
    asOf: await oldestLook('libraryServers'),
  });
}
