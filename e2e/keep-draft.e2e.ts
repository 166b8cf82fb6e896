import { objectNamed } from './support/api.ts';
import { expect, signInAs, test } from './support/fixtures.ts';
import { ownName } from './support/own-name.ts';

// The draft is the person's own: the operator is nobody else's in these tests.
test.use({ role: 'operator' });

test('the draft of the clone wizard survives a reload and another browser', async ({ page, browser, heddle }) => {
  const name = ownName('draft');
  const template = await objectNamed('templates', 'Alpine 3.20 lab');
  await page.goto(`/vms/clone?template=${template.id}&step=names`);
  await page.getByLabel('How many').fill('7');
  await page.getByLabel('Name', { exact: true }).fill(`${name}-{nn}`);
  await expect(page.getByText('Draft saved')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('How many')).toHaveValue('7');
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue(`${name}-{nn}`);

  const other = await browser.newContext({ baseURL: heddle.url });
  const there = await other.newPage();
  await signInAs(there, 'operator');
  await there.goto('/vms/clone?step=names');
  await expect(there.getByLabel('Name', { exact: true })).toHaveValue(`${name}-{nn}`);
  await expect(there.getByRole('heading', { level: 1 })).toContainText('Alpine 3.20 lab');
  await other.close();
});
