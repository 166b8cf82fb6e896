import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';

export type Role = 'admin' | 'operator' | 'viewer';
type Account = { email: string; password: string };
type Credentials = Account & { url: string; apiToken: string; users: Record<'operator' | 'viewer', Account> };
type Cookies = Awaited<ReturnType<ReturnType<Page['context']>['cookies']>>;

/** What the running Heddle wrote into its home: its address, the administrator's sign-in and token, the other users. */
export const credentials = (): Credentials => {
  const home = process.env.HEDDLE_E2E_HOME;
  if (!home) throw new Error('HEDDLE_E2E_HOME is not set: no Heddle was started.');
  return JSON.parse(readFileSync(path.join(home, 'credentials.json'), 'utf8'));
};

export const accountOf = (role: Role): Account => {
  const { email, password, users } = credentials();
  return role === 'admin' ? { email, password } : users[role];
};

/** Sessions are kept per role, so that a long run does not meet the limit on sign-ins. */
const sessions = new Map<Role, Cookies>();

/** Signs the page's browser in without going through the screen; a test of the sign-in screen itself fills it in instead. */
export const signInAs = async (page: Page, role: Role) => {
  const kept = sessions.get(role);
  if (kept) {
    await page.context().addCookies(kept);
    return;
  }
  const { url } = credentials();
  const csrf = await page.request.get(`${url}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const form = { ...accountOf(role), csrfToken, callbackUrl: url, json: 'true' };
  const answer = await page.request.post(`${url}/api/auth/callback/password`, { form });
  const session = (await (await page.request.get(`${url}/api/auth/session`)).json()) as { expires?: string };
  if (!session.expires) {
    throw new Error(`Signing in as ${role} failed: ${answer.status()} ${(await answer.text()).slice(0, 200)}`);
  }
  sessions.set(role, await page.context().cookies());
};

/** `test` with the running Heddle as base address; `heddle` is what it wrote into its home. */
export const test = base.extend<{ heddle: Credentials }>({
  baseURL: async ({ browserName: _ }, use) => use(credentials().url),
  heddle: async ({ browserName: _ }, use) => use(credentials()),
});

export { expect };
