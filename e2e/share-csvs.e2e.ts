import type { Page } from '@playwright/test';
import { objectNamed } from './support/api.ts';
import { expect, test } from './support/fixtures.ts';
import { ownName } from './support/own-name.ts';
import { jobState, rowOf } from './support/page-parts.ts';

test.use({ expectedStatuses: [422] });

/** Through the steps to the plan: cluster, pool with its size in GiB, name. */
const planCsv = async (page: Page, of: { cluster: string; pool: RegExp; name: string }) => {
  await page.goto('/storage/csvs');
  await page.getByRole('link', { name: 'Create a CSV' }).click();
  await page.getByRole('radio', { name: new RegExp(`^${of.cluster}`) }).click();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('radio', { name: of.pool }).click();
  await page.getByRole('textbox', { name: 'Size' }).fill('64');
  await expect(page.getByText(/has [\d,]+ GiB free/)).toBeVisible();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(of.name);
  await page.getByRole('button', { name: 'Next' }).click();
};

// Four hosts with four channels each: STORE-01 holds 80, and has too few left for another 16.
const full = { cluster: 'weft-a', pool: /Gold SSD/ };

test('a CSV is created for every host of a cluster, and retired again', async ({ page }) => {
  const name = ownName('csv');
  await planCsv(page, { cluster: 'weft-lab', pool: /^Lab/, name });
  const effects = page.getByLabel('Effects of the plan');
  await expect(effects.getByText(/^Registrations/)).toBeVisible();
  await page.getByRole('button', { name: `Approve and create ${name}` }).click();
  await expect(jobState(page)).toHaveText('Succeeded', { timeout: 90_000 });

  await page.goto(`/storage/csvs?search=${name}`);
  await expect(rowOf(page, name)).toContainText('Registered');
  await rowOf(page, name).getByRole('link').first().click();
  const keys = page.getByRole('region', { name: `Keys on ${name}` });
  await expect(keys.getByRole('row', { name: /Registered/ }).first()).toContainText('as it should be');
  await expect(page.getByText('write exclusive, registrants only')).toBeVisible();

  await page.getByRole('link', { name: 'Retire CSV' }).click();
  await page.getByRole('button', { name: `Approve and retire ${name}` }).click();
  await expect(jobState(page)).toHaveText('Succeeded', { timeout: 90_000 });
  await page.goto(`/storage/csvs?search=${name}`);
  await expect(rowOf(page, name)).toContainText('Quarantined');
});

test('a CSV that an array cannot hold is refused with the figures', async ({ page }) => {
  await planCsv(page, { ...full, name: ownName('too-many') });
  const checks = page.getByRole('region', { name: 'Checks' });
  await expect(checks.getByText(/of 80 registrations on STORE-01/)).toBeVisible();
  await expect(checks.getByText(/clear stale registrations/)).toBeVisible();
  await expect(page.getByText('One thing stands in the way')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Approve and create/ })).toBeDisabled();
});

test('an admin goes beyond a limit by typing the array’s name, and the plan says so', async ({ page }) => {
  await planCsv(page, { ...full, name: ownName('beyond') });
  const beyond = page.getByRole('button', { name: 'Plan beyond the limit' });
  await expect(beyond).toBeDisabled();
  await page.getByLabel('Name of the array, exactly').fill('STORE-02');
  await beyond.click();
  await expect(page.getByText(/names 'STORE-02', which is another array/)).toBeVisible();
  await page.getByLabel('Name of the array, exactly').fill('STORE-01');
  await beyond.click();
  await expect(page.getByText(/goes beyond the registration limit of STORE-01 on purpose/)).toBeVisible();
  const effect = page.getByLabel('Effects of the plan').getByText(/of 80/);
  await expect(effect).toBeVisible();
  await page.getByRole('tab', { name: 'As API call' }).click();
  await expect(page.getByText('"registrationLimit": "STORE-01"')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Approve and create/ })).toBeEnabled();
});

test.describe('an operator', () => {
  test.use({ role: 'operator' });

  test('reads why a limit is not for an operator to pass', async ({ page }) => {
    const [cluster, pool] = [await objectNamed('clusters', 'weft-a'), await objectNamed('pools', 'Gold SSD')];
    await page.goto(`/storage/csvs/new?cluster=${cluster.id}&step=pool`);
    await page.getByRole('radio', { name: new RegExp(pool.name) }).click();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill(ownName('operator'));
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(page.getByText('Only an admin can go beyond it')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Plan beyond the limit' })).toHaveCount(0);
  });
});
