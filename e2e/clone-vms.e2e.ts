import { objectNamed } from './support/api.ts';
import { expect, test } from './support/fixtures.ts';
import { ownName } from './support/own-name.ts';
import { jobState, rowOf } from './support/page-parts.ts';

test('an operator clones five VMs through the wizard and sees them run', async ({ page }) => {
  const name = ownName('five');
  const template = await objectNamed('templates', 'Debian 12 base');
  await page.goto(`/templates/${template.id}`);
  await page.getByRole('link', { name: 'Clone VMs' }).click();

  await expect(page.getByRole('radio', { name: /Debian 12 base/ })).toBeChecked();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByLabel('How many').fill('5');
  await page.getByLabel('Name', { exact: true }).fill(`${name}-{n}`);
  await expect(page.getByText(`${name}-1, ${name}-2 … ${name}-5`).first()).toBeVisible();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('radio', { name: 'A cluster' }).click();
  await page.getByRole('radio', { name: /weft-a/ }).click();
  await page.getByRole('button', { name: 'Next' }).click();

  await expect(page.getByRole('region', { name: 'Checks' })).toContainText('passed');
  await page.getByRole('button', { name: 'Approve and clone 5 VMs' }).click();
  await expect(page).toHaveURL(/\/jobs\//);
  await expect(jobState(page)).toHaveText('Succeeded', { timeout: 90_000 });
  await expect(page.getByText('5 of 5')).toBeVisible();

  await page.goto(`/vms?search=${name}`);
  for (const number of [1, 2, 3, 4, 5]) await expect(rowOf(page, `${name}-${number}`)).toContainText('Running');
});

test('names that cannot be are refused while they are typed', async ({ page }) => {
  const template = await objectNamed('templates', 'Debian 12 base');
  await page.goto(`/vms/clone?template=${template.id}&step=names`);
  await page.getByLabel('How many').fill('2');
  await page.getByLabel('Name', { exact: true }).fill('not a host name {n}');
  await expect(page.getByRole('button', { name: 'Next' })).toBeDisabled();
  await page.getByLabel('How many').fill('10001');
  await page.getByLabel('Name', { exact: true }).fill('fine-{n}');
  await expect(page.getByText('At most 10,000 VMs can be cloned at once.').first()).toBeVisible();
});
