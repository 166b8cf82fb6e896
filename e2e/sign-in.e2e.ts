import { accountOf, expect, test } from './support/fixtures.ts';

test.use({ role: null, expectedStatuses: [401] });

test('a wrong password says so, keeps the address and asks for the password again', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByLabel('Email').fill('somebody@heddle.local');
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('The address or the password is not right')).toBeVisible();
  await expect(page.getByLabel('Email')).toHaveValue('somebody@heddle.local');
  await expect(page.getByLabel('Password')).toHaveValue('');
  await expect(page.getByLabel('Password')).toBeFocused();
});

test('the right password leads to the page that was asked for, and signing out closes it again', async ({ page }) => {
  await page.goto('/storage/luns?sort=-sizeBytes');
  await expect(page).toHaveURL(/\/sign-in/);
  const { email, password } = accountOf('operator');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/storage\/luns\?sort=-sizeBytes/);
  await expect(page.getByRole('heading', { name: 'LUNs', level: 1 })).toBeVisible();

  await page.getByRole('button', { name: /account of/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in to Heddle' })).toBeVisible();
  await page.goto('/storage/luns');
  await expect(page).toHaveURL(/\/sign-in/);
});

test('empty fields are named', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Enter your email address')).toBeVisible();
  await expect(page.getByText('Enter your password')).toBeVisible();
});
