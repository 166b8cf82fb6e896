import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { buildPrograms } from '#bin/build.mjs';
import { openHome, readSecrets } from '#bin/home.mjs';
import { installDependencies, needsInstall } from '#bin/install.mjs';
import { runningPostgres } from '#bin/postgres.mjs';
import { root } from '#bin/stamp.mjs';

/**
 * Runs one program of dist/ in this very process, so that its pid and its signals are its own. `name`: 'agent', 'bench/provision' …
 * Source maps are on: its errors name lines of the sources.
 */
export const runProgram = async (name, args) => {
  if (needsInstall()) await installDependencies();
  await buildPrograms();
  const file = path.join(root, 'dist', `${name}.mjs`);
  if (!existsSync(file)) throw new Error(`There is no ${name}.`);
  process.setSourceMapsEnabled(true);
  process.argv = [process.execPath, file, ...args];
  try {
    await import(pathToFileURL(file).href);
  } catch (error) {
    process.stderr.write(`${error.stack}\n`); // the program's own error, not one of its command line
    process.exitCode = 1;
  }
};

/** One more worker for an installation: on the server of DATABASE_URL, or on the embedded one that runs in the home. */
export const runWorker = async (args) => {
  const { values } = parseArgs({ args, options: { home: { type: 'string' } } });
  const home = openHome(values.home);
  process.env.DATABASE_URL ??= runningPostgres(home)?.url;
  if (!process.env.DATABASE_URL)
    throw new Error(`No Postgres runs in ${home}. Start Heddle there first, or set DATABASE_URL.`);
  process.env.NODE_ENV ??= 'production';
  process.env.HEDDLE_HOME = home;
  process.env.HEDDLE_SESSION_SECRET ??= readSecrets(home).sessionSecret;
  await runProgram('worker', []);
};
