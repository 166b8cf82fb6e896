import type { ListQuery } from '#contract/api/endpoint.ts';
import type { Actor } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { listPage, listSpec } from '#server/http/list.ts';
import { text, time } from '#server/http/list-fields.ts';
import { tokenDto, tokenInclude } from './token-dto.ts';
import { visibleTokens } from './visible-tokens.ts';

const spec = listSpec(
  'tokens',
  {
    name: text(),
    role: text(),
    prefix: text(),
    'user.name': text({ path: 'user.name', sortable: true }),
    createdAt: time(),
    expiresAt: time({ nullable: true }),
    revokedAt: time({ nullable: true }),
    lastUsedAt: time({ nullable: true }),
  },
  '-createdAt',
);

export function listTokens(actor: Actor, query: ListQuery) {
  const scope = visibleTokens(actor);
  return listPage(spec, query, {
    find: ({ where, ...args }) => db.token.findMany({ ...args, where: { AND: [where, scope] }, include: tokenInclude }),
    count: (where) => db.token.count({ where: { AND: [where, scope] } }),
    toItem: tokenDto,
  });
}
