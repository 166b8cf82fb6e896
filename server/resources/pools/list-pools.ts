import type { ListQuery } from '#contract/api/endpoint.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { oldestLook } from '#server/fabric/source.ts';
import { listPage, listSpec } from '#server/http/list.ts';
import { bigint, text, uuid } from '#server/http/list-fields.ts';
import { poolDtos, poolInclude } from './pool-dto.ts';

const spec = listSpec(
  'pools',
  {
    name: text(),
    key: text(),
    array: text({ path: 'array.name' }),
    arrayId: uuid(),
    sizeBytes: bigint(),
    usedBytes: bigint(),
    classification: text({ nullable: true }),
  },
  'name',
);

export async function listPools(actor: Actor, query: ListQuery) {
  requireRole(actor, 'viewer');
  return listPage(spec, query, {
    find: (page) => db.pool.findMany({ ...page, include: poolInclude }),
    count: (where) => db.pool.count({ where }),
    toItems: poolDtos,
    asOf: await oldestLook('arrays'),
  });
}
