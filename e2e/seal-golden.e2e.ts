import { apply, objectNamed } from './support/api.ts';
import { expect, test } from './support/fixtures.ts';
import { headOf, jobState } from './support/page-parts.ts';

type Template = { id: string; name: string; sealed: boolean };
const name = 'Windows Server 2012 R2 Standard';

test('an operator seals a golden LUN, watches it and finds the proof at the template', async ({ page }) => {
  const template = await objectNamed<Template>('templates', name);
  if (template.sealed) await apply('unseal-golden', { templateId: template.id });

  await page.goto('/templates');
  await page.getByRole('link', { name, exact: true }).click();
  await expect(headOf(page).getByText('Not sealed')).toBeVisible();
  await headOf(page).getByRole('link', { name: 'Seal golden LUN' }).click();

  await expect(page.getByRole('region', { name: 'Checks' })).toContainText('passed');
  const rows = page.getByRole('list', { name: 'Rows of the plan' });
  await expect(rows.getByRole('listitem').first()).toBeVisible();
  await page.getByRole('tab', { name: 'As API call' }).click();
  await expect(page.getByRole('region', { name: 'API call' })).toContainText('POST /api/v1/plans');
  await page.getByRole('tab', { name: 'As runbook' }).click();
  await expect(page.getByRole('region', { name: 'Runbook' })).toContainText('to take it back');
  await expect(page.getByRole('region', { name: 'Runbook' })).toContainText('-DeviceAccesses ReadOnly');
  await page.getByRole('button', { name: 'Approve and seal' }).click();

  await expect(page).toHaveURL(/\/jobs\//);
  await expect(jobState(page)).toHaveText('Succeeded', { timeout: 90_000 });
  await expect(page.getByRole('list', { name: 'Rows of the job' })).toContainText('Proven');

  await page.goto(`/templates/${template.id}`);
  await expect(headOf(page).getByText('Sealed', { exact: true })).toBeVisible();
  await expect(page.getByText('Refused', { exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: /^proven/ })).toBeVisible();
  await expect(headOf(page).getByRole('link', { name: 'Clone VMs' })).toBeVisible();
});

test('sealing what is sealed plans nothing and says so', async ({ page }) => {
  const template = await objectNamed<Template>('templates', 'Debian 12 base');
  await page.goto(`/templates/${template.id}/seal`);
  await expect(page.getByText('There is nothing to do').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Approve and seal' })).toBeDisabled();
});
