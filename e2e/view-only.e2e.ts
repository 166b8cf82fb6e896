import { objectNamed } from './support/api.ts';
import { expect, test } from './support/fixtures.ts';
import { headOf } from './support/page-parts.ts';

test.use({ role: 'viewer' });
const reason = /You are a viewer/;

test('a viewer is told at each button why it refuses', async ({ page }) => {
  const template = await objectNamed('templates', 'Debian 12 base');
  await page.goto(`/templates/${template.id}`);
  for (const name of ['Unseal', 'Clone VMs']) {
    const button = headOf(page).getByRole('button', { name, exact: true });
    await expect(button).toBeDisabled();
    await expect(button).toHaveAccessibleDescription(reason);
  }
  const vm = await objectNamed('vms', 'web-01');
  await page.goto(`/vms/${vm.id}`);
  await expect(headOf(page).getByRole('button', { name: 'Delete VM' })).toHaveAccessibleDescription(reason);
  await headOf(page).getByRole('button', { name: 'Delete VM' }).focus();
  await expect(page.getByText(reason).first()).toBeVisible();
});

test('a viewer who opens a wizard by its address gets the reason instead of a plan', async ({ page }) => {
  const template = await objectNamed('templates', 'CI runner');
  await page.goto(`/templates/${template.id}/seal`);
  await expect(page.getByRole('main').getByText(reason).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Approve and seal' })).toBeDisabled();
});

test('what only an admin may see says so', async ({ page }) => {
  for (const path of ['/settings/users', '/settings/audit']) {
    await page.goto(path);
    await expect(page.getByText('Only an admin can do this.')).toBeVisible();
  }
});
