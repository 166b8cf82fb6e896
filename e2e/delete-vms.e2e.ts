import { apply, cloneInput, namesWith, objectNamed } from './support/api.ts';
import { expect, test } from './support/fixtures.ts';
import { ownName } from './support/own-name.ts';
import { headOf, jobState, rowOf } from './support/page-parts.ts';

test('deleted VMs leave LUNs in quarantine, of which one is restored and one destroyed', async ({ page }) => {
  const name = ownName('gone');
  await apply('clone-vms', await cloneInput(`${name}-{n}`, 2, false));
  await page.goto(`/vms?search=${name}`);
  for (const number of [1, 2]) await page.getByRole('checkbox', { name: `Select ${name}-${number}` }).click();
  await page.getByRole('link', { name: 'Delete 2 VMs' }).click();
  await page.getByRole('button', { name: 'Approve and delete 2 VMs' }).click();
  await expect(jobState(page)).toHaveText('Succeeded', { timeout: 90_000 });
  await expect.poll(() => namesWith('vms', name)).toEqual([]);
  const [first = '', second = ''] = await namesWith('luns', name);
  expect(second).not.toBe('');

  await page.goto(`/storage/luns?search=${name}`);
  await expect(rowOf(page, first)).toContainText('Quarantined');
  await rowOf(page, first).getByRole('link').click();
  await headOf(page).getByRole('link', { name: 'Restore from quarantine' }).click();
  await page.getByRole('button', { name: 'Approve and restore 1 LUN' }).click();
  await expect(jobState(page)).toHaveText('Succeeded', { timeout: 90_000 });

  const lun = await objectNamed('luns', second);
  await page.goto(`/storage/luns/${lun.id}`);
  await headOf(page).getByRole('link', { name: 'Destroy LUN' }).click();
  await page.getByRole('button', { name: 'Approve and destroy 1 LUN' }).click();
  await expect(jobState(page)).toHaveText('Succeeded', { timeout: 90_000 });
  await expect.poll(() => namesWith('luns', name)).toEqual([first]);
  await page.goto(`/storage/luns?search=${name}`);
  await expect(rowOf(page, first)).toContainText('Unmasked');
});

test('only LUNs in quarantine can be destroyed, and the button says so', async ({ page }) => {
  await page.goto('/storage/luns?search=web-01');
  await page.getByRole('checkbox', { name: 'Select web-01-boot' }).click();
  const bar = page.getByRole('region', { name: 'Selected rows' });
  await expect(bar.getByRole('button', { name: 'Destroy' })).toHaveAccessibleDescription(/is not in quarantine/);
});
