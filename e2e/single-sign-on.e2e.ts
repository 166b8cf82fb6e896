import type { Page } from '@playwright/test';
import { startIdentityProvider } from '#test/identity-provider.ts';
import { expect, test } from './support/fixtures.ts';
import { readyDeadlineMs, startHeddleProcess } from './support/heddle-process.ts';

// Nobody is signed in, and the Heddle of this file is one that knows an identity provider.
test.use({ role: null });
test.describe.configure({ mode: 'serial' });

let provider: Awaited<ReturnType<typeof startIdentityProvider>>;
let heddle: Awaited<ReturnType<typeof startHeddleProcess>>;
test.beforeAll(async () => {
  test.setTimeout(readyDeadlineMs);
  provider = await startIdentityProvider('heddle');
  heddle = await startHeddleProcess(['--no-demo'], {
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: 'heddle',
    OIDC_CLIENT_SECRET: 'a secret of this test',
    HEDDLE_OIDC_ADMIN_GROUP: 'fabric-admins',
    HEDDLE_OIDC_OPERATOR_GROUP: 'fabric',
  });
});
test.afterAll(async () => {
  await heddle?.stop();
  await provider?.stop();
});

const grace = { sub: 'grace', email: 'grace@example.org', email_verified: true, name: 'Grace Hopper' };

/** Goes to a page of the console and from the sign-in page to the provider, where this person answers. */
const comeAs = async (page: Page, claims: object, answer: 'Allow' | 'Deny' = 'Allow') => {
  provider.seat(claims);
  await page.goto(`${heddle.url}/storage/luns`);
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByRole('button', { name: 'Use single sign-on' }).click();
  await page.waitForURL(`${provider.issuer}/authorize?**`);
  await page.getByRole('link', { name: answer }).click();
};

const isRefused = async (page: Page, title: string) => {
  await expect(page.getByText(title)).toBeVisible();
  await expect(page).toHaveURL(/\/sign-in\?/);
  await page.goto(`${heddle.url}/storage/luns`);
  await expect(page.getByRole('button', { name: 'Use single sign-on' })).toBeVisible();
};

test('the identity provider lets people in to the page they asked for, with the role of their groups', async ({
  page,
}) => {
  await comeAs(page, { ...grace, groups: ['everyone', 'fabric'] });
  await expect(page).toHaveURL(`${heddle.url}/storage/luns`);
  await expect(page.getByRole('heading', { name: 'LUNs', level: 1 })).toBeVisible();
  await expect(page.getByRole('button', { name: 'account of Grace Hopper, operator' })).toBeVisible();
  const me = await page.request.get(`${heddle.url}/api/v1/me`);
  expect(await me.json()).toMatchObject({ email: grace.email, role: 'operator' });
});

test('a role follows the groups at the next sign-in', async ({ page }) => {
  await comeAs(page, { ...grace, groups: ['fabric-admins'] });
  await expect(page.getByRole('button', { name: 'account of Grace Hopper, admin' })).toBeVisible();
});

test('who presses Deny at the provider is told so, and can use the password', async ({ page }) => {
  await comeAs(page, grace, 'Deny');
  await isRefused(page, 'Single sign-on did not work');
  await page.getByLabel('Email').fill(heddle.email);
  await page.getByLabel('Password').fill(heddle.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'LUNs', level: 1 })).toBeVisible();
});

test("nobody takes an account over by claiming its address, without the provider's word for it", async ({ page }) => {
  await comeAs(page, { sub: 'mallory', email: heddle.email, email_verified: false, groups: ['fabric-admins'] });
  await isRefused(page, 'There is another account with your address');
});

test('a disabled account is told who can enable it', async ({ page, request }) => {
  const headers = { authorization: `Bearer ${heddle.apiToken}` };
  const { items } = await (await request.get(`${heddle.url}/api/v1/users`, { headers })).json();
  const { id } = items.find(({ email }: { email: string }) => email === grace.email);
  const user = `${heddle.url}/api/v1/users/${id}`;
  const etag = (await request.get(user, { headers })).headers().etag ?? '';
  const change = await request.patch(user, { headers: { ...headers, 'if-match': etag }, data: { disabled: true } });
  expect(change.status()).toBe(200);
  await comeAs(page, { ...grace, groups: ['fabric'] });
  await isRefused(page, 'This account may not sign in');
});
