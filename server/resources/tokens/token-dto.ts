import type { z } from 'zod';
import type { TokenDto } from '#contract/api/people.ts';
import { isRole } from '#server/auth/actor.ts';

type Row = {
  id: string;
  name: string;
  role: string;
  prefix: string;
  user: { id: string; name: string };
  expiresAt: Date | null;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
  createdAt: Date;
};

/** Goes to `include` or `select` wherever a token is read to be shown. */
export const tokenInclude = { user: { select: { id: true, name: true } } } as const;

/** What is shown of a token: its first characters, never its hash. */
export function tokenDto(token: Row): z.input<typeof TokenDto> {
  const { id, name, prefix, user } = token;
  return {
    id,
    name,
    role: isRole(token.role) ? token.role : 'viewer',
    prefix,
    user: { id: user.id, name: user.name },
    expiresAt: token.expiresAt?.toISOString() ?? null,
    revokedAt: token.revokedAt?.toISOString() ?? null,
    lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
    createdAt: token.createdAt.toISOString(),
  };
}
