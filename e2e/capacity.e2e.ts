import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { ownName } from './support/own-name.ts';

const question = '/capacity/reservations?hosts=2&modules=2&channels=2&csvs=4&limit=40';

/** By keyboard, from the lowest on: however often it is tried while the page wakes up, it comes to the same. */
const setHosts = (page: Page, hosts: number) =>
  expect(async () => {
    await page.getByRole('slider', { name: 'Hosts' }).focus();
    await page.keyboard.press('Home');
    for (let at = 1; at < hosts; at += 1) await page.keyboard.press('ArrowRight');
    await expect(page).toHaveURL(new RegExp(`hosts=${hosts}&`), { timeout: 5_000 });
  }).toPass();

test('a slider that passes the limit changes the verdict, and the address holds it', async ({ page }) => {
  await page.goto(question);
  const verdict = page.getByRole('status', { name: 'Verdict' });
  await expect(verdict).toContainText('Above 80 %');
  await setHosts(page, 3);
  await expect(verdict).toContainText('Exceeded');
  await expect(verdict).toContainText('8 too many');
  await page.reload();
  await expect(verdict).toContainText('Exceeded');
  await expect(page.getByText('3 hosts × (2 modules × 2 channels) × 4 CSVs = 48')).toBeVisible();
  await setHosts(page, 2);
  await expect(verdict).toContainText('Above 80 %');
});

test('a hand that drags a slider past the limit sees the verdict change on the way', async ({ page }) => {
  await page.goto(question);
  const verdict = page.getByRole('status', { name: 'Verdict' });
  await expect(verdict).toContainText('Above 80 %');
  const slider = page.getByRole('slider', { name: 'CSVs' });
  await slider.scrollIntoViewIfNeeded();
  const box = await slider.locator('..').boundingBox();
  const from = { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 60, from.y, { steps: 6 });
  await expect(verdict).toContainText('Exceeded');
  await page.mouse.up();
  await expect(page).toHaveURL(/csvs=\d\d/);
});

test('without a known limit nothing is called safe, and a count that is none is refused by name', async ({ page }) => {
  await page.goto('/capacity/reservations?hosts=2&modules=2&channels=2&csvs=4');
  await expect(page.getByRole('status', { name: 'Verdict' })).toContainText('Limit unknown');
  await page.goto('/capacity/reservations?hosts=0&csvs=-3');
  await expect(page.getByRole('alert').filter({ hasText: 'hosts is 0' })).toContainText('csvs is -3');
});

test('two scenarios are saved and laid side by side', async ({ page }) => {
  const [few, many] = [ownName('few hosts'), ownName('many hosts')];
  const save = async (name: string) => {
    await page.getByLabel('Scenario name').fill(name);
    await page.getByRole('button', { name: 'Save scenario' }).click();
    await expect(page.getByRole('button', { name, exact: true })).toBeVisible();
  };
  await page.goto(question);
  await setHosts(page, 2);
  await save(few);
  await setHosts(page, 3);
  await save(many);
  await page.getByRole('checkbox', { name: `Compare ${few}` }).click();
  await page.getByRole('checkbox', { name: `Compare ${many}` }).click();
  const row = page.getByRole('row', { name: /^Registrations/ });
  await expect(row).toContainText('32');
  await expect(row).toContainText('48');
  await expect(row).toContainText('+16');
  await expect(page).toHaveURL(/compare=/);
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export CSV' }).click();
  expect((await saved).suggestedFilename()).toBe('reservations.csv');
});

test('the reservations print on one page, without what can only be operated', async ({ page }) => {
  await page.goto(question);
  await expect(page.getByRole('status', { name: 'Verdict' })).toContainText('Above 80 %');
  await expect(page.getByText(/combinations exceed/)).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('button', { name: 'Save scenario' })).toBeHidden();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
  await expect(page.getByRole('status', { name: 'Verdict' })).toBeVisible();
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
});

test('the forecast shows a chart and the same figures as a table', async ({ page }) => {
  // The demo's past is laid once all of its agents have been met.
  await expect(async () => {
    await page.goto('/capacity/forecast');
    await expect(page.getByText(/Theil-Sen/)).toBeVisible({ timeout: 10_000 });
  }).toPass();
  const chart = page.getByRole('figure').first();
  await expect(chart.getByRole('img', { name: /Used/ })).toBeVisible();
  await chart.getByRole('button', { name: 'Table' }).click();
  const table = chart.getByRole('table');
  await expect(table.getByRole('columnheader', { name: '95 % range' })).toBeVisible();
  expect(await table.getByRole('row').count()).toBeGreaterThan(100);
  const pools = page.getByRole('region', { name: 'Pools' }).getByRole('button');
  await expect(pools).toHaveCount(6);
  await pools.nth(2).click();
  await expect(page).toHaveURL(/pool=/);
});

test('CSVs are counted with the reason for each, and disks are compared', async ({ page }) => {
  await page.goto('/capacity/csvs');
  await page.getByLabel('Workload of row 1').fill('web');
  await expect(page.getByText(/proven|at least/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Advise on its CSVs' }).click();
  await expect(page.getByText(/It can be done with fewer|Nothing to do|cannot/).first()).toBeVisible();
  await page.goto('/capacity/disk-groups');
  await expect(page.getByRole('row', { name: /Spindles under each LUN/ })).toContainText(/6.*2/);
  await page.goto('/capacity/disk-groups?spindles=5');
  await expect(page.getByRole('alert').filter({ hasText: '5 spindles leave one over' })).toBeVisible();
});

test('an admin states a limit with its source, and forgets it', async ({ page }) => {
  const model = ownName('Model');
  await page.goto('/capacity/limits');
  await expect(page.getByText('SPDK_NVMF_MAX_NUM_REGISTRANTS; per namespace')).toBeVisible();
  await page.getByLabel('Model', { exact: true }).fill(model);
  await page.getByLabel('Registrations, at most').fill('1024');
  await page.getByLabel('Source', { exact: true }).fill('vendor support');
  await page.getByRole('button', { name: 'State limit' }).click();
  await page.getByRole('searchbox').fill(model);
  const row = page.getByRole('row').filter({ hasText: model });
  await expect(row).toContainText('1,024');
  await expect(row).toContainText('vendor support');
  await row.getByRole('button', { name: `Forget ${model}` }).click();
  await expect(page.getByRole('row').filter({ hasText: model })).toHaveCount(0);
});
