import type { ListQuery } from '#contract/api/endpoint.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { templateForFacts } from '#server/fabric/golden-facts.ts';
import { listPage, listSpec } from '#server/http/list.ts';
import { bigint, boolean, integer, text, time, uuid } from '#server/http/list-fields.ts';
import { templateDtos } from './template-dto.ts';

const spec = listSpec(
  'templates',
  {
    name: text(),
    description: text({ nullable: true }),
    os: text({ nullable: true }),
    cpus: integer(),
    memoryBytes: bigint(),
    isoInDrive: boolean(),
    virtualDiskId: uuid({ nullable: true }),
    createdAt: time(),
  },
  'name',
);

export function listTemplates(actor: Actor, query: ListQuery) {
  requireRole(actor, 'viewer');
  return listPage(spec, query, {
    find: (page) => db.template.findMany({ ...page, include: templateForFacts }),
    count: (where) => db.template.count({ where }),
    toItems: templateDtos,
  });
}
