import { objectNamed } from './support/api.ts';
import { expect, test } from './support/fixtures.ts';
import { ownName } from './support/own-name.ts';
import { headOf } from './support/page-parts.ts';

test.use({ expectedStatuses: [422] });

test('sealing along a broken chain shows each reason with what to do', async ({ page }) => {
  const template = await objectNamed('templates', 'Ubuntu 24.04 LTS');
  await page.goto(`/templates/${template.id}/seal`);
  await expect(page.getByText(/in the way/)).toBeVisible();
  await expect(page.getByText('Nothing was changed.')).toBeVisible();
  const checks = page.getByRole('region', { name: 'Checks' });
  await expect(checks.getByText('What to do:').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Approve and seal' })).toBeDisabled();
});

test('cloning an unsealed golden where the array demands sealing leads to the seal wizard', async ({ page }) => {
  const name = ownName('refused');
  const template = await objectNamed('templates', 'Windows 10 kiosk');
  await page.goto(`/templates/${template.id}`);
  await expect(headOf(page).getByRole('button', { name: 'Clone VMs' })).toBeDisabled();

  await page.goto(`/vms/clone?template=${template.id}&step=names`);
  await page.getByLabel('How many').fill('1');
  await page.getByLabel('Name', { exact: true }).fill(`${name}-{n}`);
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('radio', { name: 'A cluster' }).click();
  await page.getByRole('radio', { name: /weft-a/ }).click();
  await page.getByRole('button', { name: 'Next' }).click();
  const checks = page.getByRole('region', { name: 'Checks' });
  await expect(checks.getByText('What to do:').first()).toBeVisible();
  await checks
    .getByRole('link', { name: /[Ss]eal/ })
    .first()
    .click();
  await expect(page).toHaveURL(new RegExp(`/templates/${template.id}/seal`));
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Windows 10 kiosk');
});
