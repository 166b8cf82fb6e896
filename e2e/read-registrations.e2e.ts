import { callApi, objectNamed } from './support/api.ts';
import { expect, test } from './support/fixtures.ts';
import { jobState } from './support/page-parts.ts';

type Ledger = { arrays: { array: { name: string }; stale: number }[] };

const staleOn = async (name: string): Promise<number> => {
  const { arrays } = await callApi<Ledger>('GET', '/capacity/reservations/actual');
  return arrays.find(({ array }) => array.name === name)?.stale ?? 0;
};

test('what arrays hold is read by array, by host and CSV, and by key', async ({ page }) => {
  await page.goto('/capacity/reservations');
  const arrays = page.getByRole('region', { name: 'Registrations per array' });
  await arrays.getByRole('link', { name: /STORE-01/ }).click();
  await expect(page).toHaveURL(/array=/);
  const map = page.getByRole('grid', { name: /Hosts × CSVs of STORE-01/ });
  await map.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(map.getByRole('gridcell')).toContainText(/csv-a-02: 4 of 4 registered/);
  const figure = page.getByRole('figure').filter({ has: map });
  await figure.getByRole('button', { name: 'Table' }).click();
  const twin = page.getByRole('region', { name: 'Hosts × CSVs of STORE-01, table' });
  await expect(twin.getByRole('row', { name: /^HV-01/ })).toContainText('4 of 4 registered');
  const keys = page.getByRole('region', { name: 'Keys to look at on STORE-01' });
  await expect(keys.getByRole('row', { name: /5ca1ab1e00000001/ })).toContainText('Unknown');
  await expect(keys.getByRole('row', { name: /Missing/ })).toContainText(/HV-03.*3/);
});

test('registrations are saved and printed', async ({ page }) => {
  await page.goto('/capacity/reservations');
  await expect(page.getByRole('region', { name: 'Registrations per array' })).toBeVisible();
  const csv = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export CSV' }).click();
  expect((await csv).suggestedFilename()).toBe('registrations.csv');
  const json = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export JSON' }).click();
  expect((await json).suggestedFilename()).toBe('registrations.json');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Export CSV' })).toBeHidden();
  await expect(page.getByRole('grid')).toBeVisible();
  expect((await page.pdf({ format: 'A4' })).byteLength).toBeGreaterThan(1_000);
});

test('stale registrations are cleared by a plan that names each of them', async ({ page }) => {
  const array = await objectNamed('arrays', 'STORE-01');
  await page.goto(`/capacity/reservations?view=actual&array=${array.id}`);
  // First hosts take the registrations away, then the array gives back the room that it kept for them. Cleared is
  // cleared: an earlier run of this may have done it.
  for (let left = await staleOn('STORE-01'); left > 0; left = await staleOn('STORE-01')) {
    await page.getByRole('link', { name: 'Clear stale registrations' }).click();
    await expect(page.getByRole('region', { name: 'Before and after' })).toContainText('no host has a name');
    await page.getByRole('button', { name: 'Approve and clear' }).click();
    await expect(jobState(page)).toHaveText('Succeeded', { timeout: 90_000 });
    await page.goto(`/capacity/reservations?view=actual&array=${array.id}`);
  }
  const clear = page.getByRole('button', { name: 'Clear stale registrations' });
  await expect(clear).toHaveAccessibleDescription('STORE-01 has no stale registration.');
});
