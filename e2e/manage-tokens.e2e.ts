import { expect, test } from './support/fixtures.ts';
import { ownName } from './support/own-name.ts';

test('a token is shown once, works, and is refused once revoked', async ({ page, heddle }) => {
  const name = ownName('nightly');
  await page.goto('/settings/tokens');
  await page.getByLabel('What it is for').fill(name);
  await page.getByRole('button', { name: 'Create token' }).click();
  const shown = page.getByText(/^hdl_/).last();
  await expect(page.getByText('Copy the token now: it is not shown again')).toBeVisible();
  const token = (await page.getByText(/^hdl_\w+_[\w-]{20,}$/).textContent()) ?? '';
  await expect(shown).toBeVisible();
  const read = () => fetch(`${heddle.url}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } });
  expect((await read()).status).toBe(200);

  await page.reload();
  await expect(page.getByText(token)).toHaveCount(0);
  const row = page.getByRole('listitem').filter({ hasText: name });
  await expect(row).toContainText('Active');
  await row.getByRole('button', { name: 'Revoke' }).click();
  await expect(row).toContainText('Revoked');
  expect((await read()).status).toBe(401);
});
