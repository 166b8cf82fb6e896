import { callApi } from './support/api.ts';
import { expect, test } from './support/fixtures.ts';

test.use({ expectedStatuses: [409, 502] });

test('an address where nothing answers, and a token that is not right, each say what to do', async ({ page }) => {
  await page.goto('/agents');
  await page.getByRole('link', { name: 'Add agent' }).click();
  await page.getByLabel('Address').fill('not an address');
  await page.getByRole('button', { name: 'Add agent' }).click();
  await expect(page.getByText('Write it as https://host:port')).toBeVisible();
  await expect(page.getByText('Paste the token that the agent printed')).toBeVisible();

  await page.getByLabel('Address').fill('http://127.0.0.1:9');
  await page.getByLabel('Enrolment token').fill('hde_nothing');
  await page.getByRole('button', { name: 'Add agent' }).click();
  const problem = page.getByRole('main').getByRole('alert');
  await expect(problem).toContainText('The agent did not answer');
  await expect(problem).toContainText('What to do:');

  const { items } = await callApi<{ items: { name: string; url: string }[] }>('GET', '/agents');
  await page.getByLabel('Address').fill(items[0]?.url ?? '');
  await page.getByRole('button', { name: 'Add agent' }).click();
  await expect(problem).not.toContainText('The agent did not answer');
  await expect(problem).toContainText('What to do:');
  await expect(page.getByLabel('Enrolment token')).toHaveValue('hde_nothing');
});

test('an agent shows what it serves and reads its inventory on demand', async ({ page }) => {
  await page.goto('/agents');
  await page.getByRole('link', { name: 'demo-hosts' }).click();
  await expect(page.getByRole('main').getByText('Online').first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Systems' }).getByRole('listitem')).toHaveCount(12);
  const answered = page.waitForResponse((answer) => answer.url().endsWith('/refresh'));
  await page.getByRole('button', { name: 'Read inventory now' }).click();
  expect((await answered).ok()).toBe(true);
});
