import { defineConfig } from '@playwright/test';

const chromium = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'];

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.e2e.ts',
  // Starts a Heddle with a home of its own, and stops it; e2e/support/fixtures.ts knows its address.
  globalSetup: './e2e/support/start-heddle.ts',
  outputDir: 'test-results/e2e',
  // One fabric for all tests, on a small machine.
  workers: 1,
  fullyParallel: false,
  retries: 2,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  use: {
    // Debian's browser: Playwright's own is not downloaded.
    launchOptions: {
      executablePath: process.env.HEDDLE_CHROMIUM ?? '/usr/bin/chromium',
      args: [...chromium, '--disable-sync', '--no-first-run'],
    },
    viewport: { width: 1280, height: 800 },
    actionTimeout: 30_000,
    navigationTimeout: 60_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
});
