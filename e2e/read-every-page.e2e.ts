import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { begin, cloneInput, untilEnded } from './support/api.ts';
import { everyPage } from './support/every-page.ts';
import { expect, test } from './support/fixtures.ts';
import { ownName } from './support/own-name.ts';

test.use({ expectedStatuses: [404, 422] });
test.describe.configure({ timeout: 300_000 });

/** Read to its end: no part of it still stands for something that is on its way. */
const open = async (page: Page, path: string) => {
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeAttached();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
};

const violationsOf = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' ')}`);
};

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test('no page is hard to use with a screen reader or a keyboard', async ({ page }) => {
      for (const path of await everyPage()) {
        await open(page, path);
        expect(await violationsOf(page), path).toEqual([]);
      }
    });

    test('no dialog, menu or palette is either', async ({ page }) => {
      await open(page, '/vms');
      await page.getByRole('button', { name: 'Columns and density' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await violationsOf(page), 'columns').toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Export' }).click();
      await expect(page.getByRole('menu')).toBeVisible();
      expect(await violationsOf(page), 'export').toEqual([]);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('dialog', { name: 'Search' })).toBeVisible();
      expect(await violationsOf(page), 'palette').toEqual([]);
    });
  });
}

test('a job is as usable while it fails as when it is done', async ({ page }) => {
  const name = ownName('axe');
  const jobId = await begin('clone-vms', await cloneInput(`${name}-sim-fails-start-{n}`, 2));
  await untilEnded(jobId);
  await open(page, `/jobs/${jobId}`);
  expect(await violationsOf(page)).toEqual([]);
});

const sizes = [
  { width: 1440, height: 900 },
  { width: 1366, height: 768 },
  { width: 1024, height: 600 },
  { width: 320, height: 640 },
];

test('no page scrolls sideways, from 1440 down to 320 pixels', async ({ page }) => {
  for (const path of await everyPage()) {
    await open(page, path);
    for (const size of sizes) {
      await page.setViewportSize(size);
      const width = () => page.evaluate(() => document.documentElement.scrollWidth);
      await expect.poll(width, { message: `${path} at ${size.width}` }).toBeLessThanOrEqual(size.width);
    }
  }
});
