import type { Locator, Page } from '@playwright/test';

/** The head of an object's page: its title, its state and what can be done with it. */
export const headOf = (page: Page): Locator => page.getByRole('main').locator('header').first();

/** The state of the job on show, which the page keeps up to date. */
export const jobState = (page: Page): Locator => page.getByRole('status', { name: 'State of the job' });

/** A row of a list by its object's name. */
export const rowOf = (page: Page, name: string): Locator =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
