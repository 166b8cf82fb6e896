import { expect, test } from './support/fixtures.ts';

test('the overview shows how full, how many, what went on and what needs a person', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
  const figures = page.getByRole('main');
  await expect(figures.getByText(/\d+ % of \d/).first()).toBeVisible();
  await expect(figures.getByText(/^\d+ of \d+$/).first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Pools' }).getByRole('listitem')).toHaveCount(6);
  await expect(
    page
      .getByRole('region', { name: 'Findings' })
      .getByText(/can be written to/)
      .first(),
  ).toBeVisible();
  await page.getByRole('region', { name: 'Findings' }).getByRole('link', { name: 'All findings' }).click();
  await expect(page).toHaveURL(/\/findings/);
});

test('every place in the navigation leads to a page of that name', async ({ page }) => {
  await page.goto('/');
  const places = ['Templates', 'Virtual machines', 'Jobs', 'Findings', 'Library', 'Agents', 'Settings'];
  for (const name of places) {
    await page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: new RegExp(`^${name}`) })
      .first()
      .click();
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  }
});

test('an address that leads nowhere says so and keeps the way on', async ({ page }) => {
  await page.goto('/');
  await page.goto('/no/such/page');
  await expect(page.getByText('No page has this address')).toBeVisible();
  await page.getByRole('link', { name: 'Open the overview' }).click();
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
});
