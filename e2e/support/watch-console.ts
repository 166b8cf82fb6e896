import type { Page } from '@playwright/test';

/**
 * Collects what a page reports on its console as an error, and errors that nothing caught. `expectedStatuses`: answers
 * that the test asks for, such as 422 for a plan that there can be none of.
 */
export const watchConsole = (page: Page, expectedStatuses: readonly number[] = []): string[] => {
  const complaints: string[] = [];
  const isExpected = (text: string) => {
    const status = /the server responded with a status of (\d+)/.exec(text)?.[1];
    return status !== undefined && expectedStatuses.includes(Number(status));
  };
  page.on('console', (message) => {
    if (message.type() !== 'error' || isExpected(message.text())) return;
    complaints.push(`${new URL(page.url()).pathname}: ${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => complaints.push(`${new URL(page.url()).pathname}: ${error.message}`));
  return complaints;
};
