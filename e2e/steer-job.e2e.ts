import { begin, cloneInput, namesWith } from './support/api.ts';
import { expect, test } from './support/fixtures.ts';
import { ownName } from './support/own-name.ts';
import { headOf, jobState } from './support/page-parts.ts';

const counted = (text: string | null, what: RegExp) => Number(what.exec(text ?? '')?.[1] ?? 0);

test('a job goes on while its page is read again', async ({ page }) => {
  const name = ownName('reload');
  const jobId = await begin('clone-vms', await cloneInput(`${name}-sim-slow-start-{n}`, 1));
  await page.goto(`/jobs/${jobId}`);
  const rows = page.getByRole('list', { name: 'Rows of the job' });
  await expect(rows.getByText('Running')).toHaveCount(1);
  await expect(jobState(page)).toHaveText('Running');
  await page.reload();
  await expect(rows.getByText('Proven').first()).toBeVisible();
  await expect(jobState(page)).toHaveText('Succeeded', { timeout: 120_000 });
  await expect(headOf(page).getByText('1 of 1')).toBeVisible();
  expect(await namesWith('vms', name)).toHaveLength(1);
});

test('cancelling midway keeps what is finished and takes the rest back', async ({ page }) => {
  const name = ownName('stop');
  const total = 6;
  const jobId = await begin('clone-vms', await cloneInput(`${name}-sim-slow-start-{n}`, total));
  await page.goto(`/jobs/${jobId}`);
  await headOf(page).getByRole('button', { name: 'Cancel job' }).click();
  const question = page.getByRole('dialog', { name: 'Cancel job?' });
  await expect(question).toContainText('1 finished', { timeout: 90_000 });
  await question.getByRole('button', { name: 'Cancel job' }).click();

  await expect(jobState(page)).toHaveText(/Partially succeeded|Undone/, { timeout: 90_000 });
  const kept = counted(
    await headOf(page)
      .getByText(/\d of 6/)
      .textContent(),
    /(\d) of 6/,
  );
  expect(kept).toBeGreaterThan(0);
  const hint = await page
    .getByRole('region', { name: 'Rows' })
    .getByText(/\d+ of \d+ proven/)
    .textContent();
  expect(counted(hint, /(\d+) items? taken back/)).toBe(total - kept);
  await expect.poll(() => namesWith('vms', name)).toHaveLength(kept);
  await expect.poll(() => namesWith('luns', name)).toHaveLength(kept);
});

test('an item that failed is named, the others stand, and a retry makes it good', async ({ page }) => {
  const name = ownName('again');
  const jobId = await begin('clone-vms', await cloneInput(`${name}-sim-fails-once-start-{n}`, 2));
  await page.goto(`/jobs/${jobId}`);
  await expect(jobState(page)).toHaveText(/Partially succeeded|Undone/, { timeout: 90_000 });
  await expect(page.getByRole('list', { name: 'Rows of the job' }).getByText('Failed').first()).toBeVisible();
  await headOf(page)
    .getByRole('button', { name: /^Retry/ })
    .click();
  await expect(jobState(page)).toHaveText('Succeeded', { timeout: 120_000 });
  await expect(headOf(page).getByText('2 of 2')).toBeVisible();
  expect(await namesWith('vms', name)).toHaveLength(2);
});
