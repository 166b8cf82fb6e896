import { randomBytes } from 'node:crypto';
import type { Db } from '#server/db/client.ts';
import { hashPassword } from './password.ts';
import { hashToken, newToken } from './token-format.ts';

export type FirstAdmin = { email: string; password: string; apiToken: string };

/** The account that a new installation starts with, and a token of it that does not expire. null where there are accounts already. */
export async function createFirstAdmin(
  db: Db,
  email = 'admin@heddle.local',
  name = 'Administrator',
): Promise<FirstAdmin | null> {
  if ((await db.user.count()) > 0) return null;
  const password = randomBytes(15).toString('base64url');
  const { token, prefix } = newToken();
  await db.user.create({
    data: {
      email,
      name,
      role: 'admin',
      passwordHash: await hashPassword(password),
      tokens: { create: { name: 'first administrator', role: 'admin', prefix, hash: hashToken(token) } },
    },
  });
  return { email, password, apiToken: token };
}
