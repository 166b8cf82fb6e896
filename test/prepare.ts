import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { TestProject } from 'vitest/node';
import { buildPrograms } from '#bin/build.mjs';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A Postgres whose databases tests may create and drop. */
    databaseServerUrl: string;
  }
}

/** Starts test/temporary-postgres.mjs, which lives as long as its stdin is open. */
const startTemporaryPostgres = async () => {
  const program = path.join(import.meta.dirname, 'temporary-postgres.mjs');
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([once(lines, 'line'), ended.then(() => undefined)]);
  if (!first) throw new Error('No Postgres for the tests: it ended before it was ready.');
  const stop = async () => {
    child.stdin.end();
    await ended;
  };
  return { url: String(first[0]), stop };
};

/**
 * Runs once before the tests that start processes or need Postgres: bundles the programs, and starts a server without
 * fsync, or takes the one of HEDDLE_TEST_DATABASE_URL.
 */
export const setup = async ({ provide }: TestProject) => {
  // A program that does not bundle fails the tests that run it, not the others.
  await buildPrograms().catch((error: Error) =>
    process.stderr.write(`The programs were not bundled: ${error.message}\n`),
  );
  const given = process.env.HEDDLE_TEST_DATABASE_URL;
  const server = given ? { url: given, stop: undefined } : await startTemporaryPostgres();
  provide('databaseServerUrl', server.url);
  return server.stop;
};
