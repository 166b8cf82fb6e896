import { expect, test } from './support/fixtures.ts';

test('Ctrl K finds a VM by its name and goes there', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('registry');
  await expect(page.getByRole('option', { name: /^registry/ }).first()).toBeVisible();
  await page.getByRole('option', { name: /^registry vm/ }).click();
  await expect(page.getByRole('heading', { name: 'registry', level: 1 })).toBeVisible();
});

test('Ctrl K leads to pages and actions, and Escape closes it', async ({ page }) => {
  await page.goto('/jobs');
  await expect(page.getByRole('heading', { name: 'Jobs', level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Search' })).toBeHidden();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('masking');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Masking sets', level: 1 })).toBeVisible();
});
