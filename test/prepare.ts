import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '#bin/postgres.mjs';
import { generatePrismaClient } from '#bin/prisma-client.mjs';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A Postgres whose databases tests may create and drop. */
    databaseServerUrl: string;
  }
}

/**
 * Runs once before the tests that need Postgres: the server of HEDDLE_TEST_DATABASE_URL, or one of its own in a
 * temporary folder (without fsync), stopped at the end.
 */
export const setup = async ({ provide }: TestProject) => {
  await generatePrismaClient();
  const given = process.env.HEDDLE_TEST_DATABASE_URL;
  if (given) {
    provide('databaseServerUrl', given);
    return;
  }
  const home = await mkdtemp(path.join(tmpdir(), 'heddle-test-'));
  await chmod(home, 0o711); // Postgres runs as another user when the tests run as root
  const server = await startPostgres({ home, durable: false });
  provide('databaseServerUrl', server.url);
  return async () => {
    await server.stop();
    await rm(home, { recursive: true, force: true });
  };
};
