import type { ListQuery } from '#contract/api/endpoint.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { listPage, listSpec } from '#server/http/list.ts';
import { boolean, text, time } from '#server/http/list-fields.ts';
import { userDto } from './user-dto.ts';

const spec = listSpec(
  'users',
  {
    name: text(),
    email: text(),
    role: text(),
    disabled: boolean(),
    createdAt: time(),
    lastSignInAt: time({ nullable: true }),
  },
  'name',
);

export function listUsers(actor: Actor, query: ListQuery) {
  requireRole(actor, 'admin');
  return listPage(spec, query, {
    find: (args) => db.user.findMany(args),
    count: (where) => db.user.count({ where }),
    toItem: userDto,
  });
}
