import { test as base, expect, type Page } from '@playwright/test';
import { readCredentials } from './heddle-process.ts';
import { watchConsole } from './watch-console.ts';

export type Role = 'admin' | 'operator' | 'viewer';
type Account = { email: string; password: string };
export type Credentials = Account & {
  url: string;
  apiToken: string;
  users: Record<'operator' | 'viewer', Account & { apiToken: string }>;
};
type Cookies = Awaited<ReturnType<ReturnType<Page['context']>['cookies']>>;

/** What the running Heddle wrote into its home: its address, the administrator's sign-in and token, the other users. */
export const credentials = (): Credentials => {
  const home = process.env.HEDDLE_E2E_HOME;
  if (!home) throw new Error('HEDDLE_E2E_HOME is not set: no Heddle was started.');
  return readCredentials(home);
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
  const { email, password } = accountOf(role);
  const form = { email, password, csrfToken, callbackUrl: url, json: 'true' };
  const answer = await page.request.post(`${url}/api/auth/callback/password`, { form });
  const session = (await (await page.request.get(`${url}/api/auth/session`)).json()) as { expires?: string };
  if (!session.expires) {
    throw new Error(`Signing in as ${role} failed: ${answer.status()} ${(await answer.text()).slice(0, 200)}`);
  }
  sessions.set(role, await page.context().cookies());
};

type Options = {
  /** Who is signed in when the test begins; null: nobody. */
  role: Role | null;
  /** Answers that this test asks for on purpose; the browser reports every one of them as an error. */
  expectedStatuses: number[];
};

/** `test` in a browser that is signed in. A test fails, too, when a page complained on its console. */
export const test = base.extend<Options & { heddle: Credentials }>({
  role: ['admin', { option: true }],
  expectedStatuses: [[], { option: true }],
  baseURL: async ({ browserName: _ }, use) => use(credentials().url),
  heddle: async ({ browserName: _ }, use) => use(credentials()),
  page: async ({ page, role, expectedStatuses }, use) => {
    const complaints = watchConsole(page, expectedStatuses);
    if (role) await signInAs(page, role);
    await use(page);
    expect(complaints, 'what the pages said on the console').toEqual([]);
  },
});

export { expect };
