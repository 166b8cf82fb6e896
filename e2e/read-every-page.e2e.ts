import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { begin, cloneInput, untilEnded } from './support/api.ts';
import { everyPage } from './support/every-page.ts';
import { expect, test } from './support/fixtures.ts';
import { ownName } from './support/own-name.ts';

test.use({ expectedStatuses: [404, 422], contextOptions: { reducedMotion: 'reduce' } });

/** Read to its end: no part of it still stands for something that is on its way. */
const open = async (page: Page, path: string) => {
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeAttached();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
};

const violationsOf = async (page: Page, rules?: string[]): Promise<string[]> => {
  const axe = new AxeBuilder({ page });
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' ')}`);
};

/** Everything in the light theme; in the dark one what colours alone decide. Colours may still be changing: it looks again. */
const expectUsable = async (page: Page, what: string) => {
  await expect.poll(() => violationsOf(page), { message: what }).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => violationsOf(page, ['color-contrast']), { message: `${what}, dark` }).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
};

const sizes = [
  { width: 1366, height: 768 },
  { width: 1024, height: 600 },
  { width: 320, height: 640 },
  { width: 1440, height: 900 },
];

const expectNoSidewaysScroll = async (page: Page, what: string) => {
  for (const size of sizes) {
    await page.setViewportSize(size);
    const width = () => page.evaluate(() => document.documentElement.scrollWidth);
    await expect.poll(width, { message: `${what} at ${size.width}` }).toBeLessThanOrEqual(size.width);
  }
};

/** In parts, so that none takes long on a slow machine. */
const parts = 8;
for (let part = 0; part < parts; part++) {
  test(`no page is hard to use or scrolls sideways, part ${part + 1} of ${parts}`, async ({ page }) => {
    for (const path of (await everyPage()).filter((_, at) => at % parts === part)) {
      await open(page, path);
      await expectUsable(page, path);
      await expectNoSidewaysScroll(page, path);
    }
  });
}

test('no dialog, menu or palette is hard to use', async ({ page }) => {
  await open(page, '/vms?search=web-');
  await page.getByRole('button', { name: 'Columns and density' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectUsable(page, 'columns');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Export' }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await expectUsable(page, 'export');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Search' })).toBeVisible();
  await expectUsable(page, 'palette');
});

test('a job that failed is as usable as one that is done', async ({ page }) => {
  const name = ownName('axe');
  const jobId = await begin('clone-vms', await cloneInput(`${name}-sim-fails-start-{n}`, 2));
  await untilEnded(jobId);
  await open(page, `/jobs/${jobId}`);
  await expectUsable(page, 'job');
  await expectNoSidewaysScroll(page, 'job');
});
