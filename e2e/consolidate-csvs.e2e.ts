import { callApi } from './support/api.ts';
import { expect, test } from './support/fixtures.ts';
import { jobState, rowOf } from './support/page-parts.ts';

const quarantined = async (name: string): Promise<boolean> => {
  const filter = encodeURIComponent(`name = "${name}"`);
  const { items } = await callApi<{ items: { state: string }[] }>('GET', `/luns?filter=${filter}`);
  return items[0]?.state === 'quarantined';
};

test('what the advisor proposes becomes a plan, and a CSV is emptied and retired', async ({ page }) => {
  // Done is done: an earlier run of this may have.
  if (!(await quarantined('csv-b-04'))) {
    await page.goto('/capacity/csvs');
    await page.getByRole('combobox', { name: 'Array to advise on' }).click();
    await page.getByRole('option', { name: /STORE-02/ }).click();
    await page.getByRole('button', { name: 'Advise on its CSVs' }).click();
    await expect(page.getByText('It can be done with fewer')).toBeVisible();
    await page.getByRole('button', { name: 'Make this a plan' }).click();

    await expect(page.getByRole('heading', { name: 'Consolidate the CSVs of STORE-02' })).toBeVisible();
    await page.getByLabel('Throttle').fill('0');
    await expect(page.getByText('The throttle is a whole number').first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Next' })).toBeDisabled();
    await page.getByLabel('Throttle').fill('1000');
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(page.getByLabel('Effects of the plan').getByText(/^Registrations/)).toBeVisible();
    await page.getByRole('button', { name: 'Approve and consolidate' }).click();
    await expect(jobState(page)).toHaveText('Succeeded', { timeout: 120_000 });
  }
  await page.goto('/storage/csvs?search=csv-b-04');
  await expect(rowOf(page, 'csv-b-04')).toContainText('Quarantined');
});

test('without a proposal the wizard leads to the advisor', async ({ page }) => {
  await callApi('PUT', '/drafts/consolidate-csvs', { content: null });
  await page.goto('/capacity/csvs/consolidate');
  await expect(page.getByText('There is no proposal')).toBeVisible();
  await page.getByRole('link', { name: 'Ask the advisor' }).click();
  await expect(page).toHaveURL(/\/capacity\/csvs$/);
});
