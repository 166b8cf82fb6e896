import { randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Role } from '#contract/api/endpoint.ts';
import { hashPassword } from '#server/auth/password.ts';
import { hashToken, newToken } from '#server/auth/token-format.ts';
import type { Db } from '#server/db/client.ts';

const Account = z.object({ email: z.string(), password: z.string(), apiToken: z.string() });
/** <home>/credentials.json: the first administrator, and below `users` one account of each other role. */
export const Credentials = Account.extend({
  url: z.string(),
  users: z.object({ operator: Account, viewer: Account }),
});
export type Credentials = z.infer<typeof Credentials>;

const TOKEN_NAME = 'credentials.json';

/**
 * Makes an account of each role with a random password and an API token, once, and keeps them in <home>/credentials.json
 * (0600), whose `url` is refreshed. A database that was lost gets the accounts of the file; a file that was lost is made
 * anew, with new passwords. Passwords that people have changed since are left alone.
 */
export async function seedPeople(db: Db, home: string, url: string): Promise<void> {
  const file = path.join(home, 'credentials.json');
  const kept = readCredentials(file);
  const credentials = { ...(kept ?? newCredentials()), url };
  const { users, email, password, apiToken } = credentials;
  const renew = kept === null;
  await ensureAccount(db, 'admin', { email, password, apiToken }, renew);
  await ensureAccount(db, 'operator', users.operator, renew);
  await ensureAccount(db, 'viewer', users.viewer, renew);
  // Last: whoever dies before it begins again, with new passwords in both places.
  if (JSON.stringify(kept) !== JSON.stringify(credentials)) writeCredentials(file, credentials);
}

function readCredentials(file: string): Credentials | null {
  try {
    return Credentials.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Error(`${file} cannot be read. Mend it, or remove it to get new passwords. ${(error as Error).message}`);
  }
}

/** The names are placed so that the file begins with what people look for. */
function newCredentials(): Credentials {
  const account = (name: string) => ({
    email: `${name}@heddle.local`,
    password: randomBytes(18).toString('base64url'),
    apiToken: newToken().token,
  });
  return { url: '', ...account('admin'), users: { operator: account('operator'), viewer: account('viewer') } };
}

function writeCredentials(file: string, credentials: Credentials): void {
  const draft = `${file}.new`;
  writeFileSync(draft, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, file);
}

async function ensureAccount(db: Db, role: Role, account: z.infer<typeof Account>, renew: boolean): Promise<void> {
  const { email, password, apiToken } = account;
  const known = await db.user.findUnique({ where: { email }, select: { id: true } });
  if (known && !renew) return;
  const hash = hashToken(apiToken);
  const prefix = apiToken.slice(0, apiToken.indexOf('_', 'hdl_'.length));
  const tokens = { create: { name: TOKEN_NAME, role, hash, prefix } };
  const passwordHash = await hashPassword(password);
  if (!known) {
    const name = `${role[0]?.toUpperCase()}${role.slice(1)}`;
    await db.user.create({ data: { email, name, role, passwordHash, tokens } });
    return;
  }
  const where = { userId: known.id, name: TOKEN_NAME, revokedAt: null };
  await db.token.updateMany({ where, data: { revokedAt: new Date() } });
  await db.user.update({ where: { id: known.id }, data: { passwordHash, tokens } });
}
