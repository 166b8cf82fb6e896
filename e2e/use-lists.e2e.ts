import { readFileSync } from 'node:fs';
import { expect, test } from './support/fixtures.ts';

test('searching and filtering narrow a list, and stand in its address', async ({ page }) => {
  await page.goto('/vms');
  await page.getByRole('searchbox', { name: 'Search virtual machines' }).fill('build-');
  await expect(page.getByRole('row')).toHaveCount(5);
  await expect(page).toHaveURL(/search=build-/);
  await page.getByRole('button', { name: 'Stopped' }).click();
  await expect(page.getByRole('row')).toHaveCount(2);
  await expect(page.getByRole('link', { name: 'build-04' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.getByRole('searchbox', { name: 'Search virtual machines' }).fill('nothing is called this');
  await page.getByRole('button', { name: 'Clear search and filters' }).click();
  await expect(page.getByRole('row').nth(4)).toBeVisible();
});

test('sorting and paging go through the whole list', async ({ page }) => {
  await page.goto('/storage/luns?search=-boot');
  const names = page.getByRole('row').getByRole('link');
  await page.goto('/storage/luns');
  const first = await names.first().textContent();
  await expect(page.getByText(/^1–50 of \d+/)).toBeVisible();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText(/^51–\d+ of \d+/)).toBeVisible();
  await expect(names.first()).not.toHaveText(first ?? '');
  await page.getByRole('button', { name: 'Previous' }).click();
  await expect(names.first()).toHaveText(first ?? '');
  await page.getByRole('columnheader', { name: 'LUN' }).getByRole('button').click();
  await expect(page).toHaveURL(/sort=-name/);
  await expect(page.getByRole('columnheader', { name: 'LUN' })).toHaveAttribute('aria-sort', 'descending');
  await expect(names.first()).not.toHaveText(first ?? '');
});

test('every row that matches is exported as CSV', async ({ page }) => {
  await page.goto('/vms?search=lab-');
  await expect(page.getByRole('row')).toHaveCount(9);
  await page.getByRole('button', { name: 'Export' }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Export as CSV' }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toBe('vms.csv');
  const lines = readFileSync(await file.path(), 'utf8')
    .trim()
    .split('\r\n');
  expect(lines).toHaveLength(9);
  expect(lines[0]).toContain('name');
});

test('a list is driven by the keyboard', async ({ page }) => {
  await page.goto('/vms');
  const names = page.getByRole('row').getByRole('link');
  await expect(names.first()).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Search virtual machines' })).toBeFocused();
  await page.keyboard.type('mon-');
  await expect(page.getByRole('row')).toHaveCount(4);
  await page.keyboard.press('Tab');
  await names.first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('link', { name: 'mon-02' })).toBeFocused();
  await page.keyboard.press('x');
  await expect(page.getByRole('checkbox', { name: 'Select mon-02' })).toBeChecked();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'mon-03', level: 1 })).toBeVisible();
});
