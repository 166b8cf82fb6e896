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
  await expect(rows.getByText('Running', { exact: true })).toHaveCount(1);
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
  // However many come through between two looks.
  await expect(question).toContainText(/[1-5] finished/, { timeout: 90_000 });
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

test('an item that failed is named, the other stands, and a retry makes it good', async ({ page }) => {
  const name = ownName('again');
  // The second is up at its third attempt; the third has used up the attempts of one run by then.
  const input = { ...(await cloneInput(`${name}-sim-fails-{n}-times-start`, 2)), startNumber: 2 };
  const jobId = await begin('clone-vms', input);
  await page.goto(`/jobs/${jobId}`);
  await expect(jobState(page)).toHaveText('Partially succeeded', { timeout: 90_000 });
  await expect(headOf(page).getByText('1 of 2, 1 failed')).toBeVisible();
  await expect(page.getByText(`${name}-sim-fails-3-times-start fails to start.`).first()).toBeVisible();
  await headOf(page).getByRole('button', { name: 'Retry 1 item' }).click();
  await expect(jobState(page)).toHaveText('Succeeded', { timeout: 90_000 });
  await expect(headOf(page).getByText('2 of 2')).toBeVisible();
  expect(await namesWith('vms', name)).toHaveLength(2);
});
