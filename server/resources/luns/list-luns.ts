import type { ListQuery } from '#contract/api/endpoint.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { oldestLook } from '#server/fabric/source.ts';
import { listPage, listSpec } from '#server/http/list.ts';
import { bigint, choice, integer, text, time, uuid } from '#server/http/list-fields.ts';
import { lunDtos, lunInclude } from './lun-dto.ts';

const presented = { presentations: { some: {} } };
const quarantined = { quarantinedUntil: { not: null } };
const withAccess = (access: string) => ({ presentations: { some: { access } } });

const spec = listSpec(
  'luns',
  {
    name: text(),
    uniqueId: text(),
    kind: text(),
    sizeBytes: bigint(),
    usedBytes: bigint({ nullable: true }),
    chainDepth: integer(),
    array: text({ path: 'array.name' }),
    arrayId: uuid(),
    pool: text({ path: 'pool.name' }),
    poolId: uuid(),
    parentUniqueId: text({ nullable: true }),
    targetIqn: text({ nullable: true }),
    sealedAt: time({ nullable: true }),
    quarantinedUntil: time({ nullable: true }),
    createdAt: time(),
    sealed: choice({ true: { sealedAt: { not: null } }, false: { sealedAt: null } }),
    state: choice({
      quarantined,
      presented: { quarantinedUntil: null, ...presented },
      unmasked: { quarantinedUntil: null, presentations: { none: {} } },
    }),
    access: choice({
      none: { presentations: { none: {} } },
      'read-only': { AND: [presented, { presentations: { every: { access: 'read-only' } } }] },
      'read-write': { AND: [presented, { presentations: { every: { access: 'read-write' } } }] },
      mixed: { AND: [withAccess('read-only'), withAccess('read-write')] },
    }),
  },
  'name',
);

export async function listLuns(actor: Actor, query: ListQuery) {
  requireRole(actor, 'viewer');
  return listPage(spec, query, {
    find: (page) => db.lun.findMany({ ...page, include: lunInclude }),
    count: (where) => db.lun.count({ where }),
    toItems: lunDtos,
    asOf: await oldestLook('arrays'),
  });
}
