// The stages of `heddle test`. A stage answers { passed, failed, skipped } or throws; `reasonToSkip` says why it cannot run.
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildWeb } from '#bin/build.mjs';
import { runTool } from '#bin/run-command.mjs';
import { root } from '#bin/stamp.mjs';

const results = path.join(root, 'test-results');
const minute = 60_000;

/** A stage's whole output goes to test-results/<name>.log; the end of it is shown when the stage fails. */
const runLogged = async (name, script, args, { deadlineMs, env = {} }) => {
  mkdirSync(results, { recursive: true });
  const keep = (text) => writeFileSync(path.join(results, `${name}.log`), text);
  try {
    const text = await runTool(script, args, { env: { ...process.env, FORCE_COLOR: '0', ...env }, deadlineMs });
    keep(text);
    return { isFailed: false, text };
  } catch (error) {
    keep(error.message);
    return { isFailed: true, text: error.message };
  }
};

/** A tool that either holds or does not: counted as one test. */
const check = async (name, script, args) => {
  const { isFailed, text } = await runLogged(name, script, args, { deadlineMs: 10 * minute });
  return { passed: isFailed ? 0 : 1, failed: isFailed ? 1 : 0, skipped: 0, output: isFailed ? text : '' };
};

const lint = () => check('lint', 'node_modules/@biomejs/biome/bin/biome', ['check', '--max-diagnostics=100', '.']);

const types = async () => {
  await runTool('node_modules/next/dist/bin/next', ['typegen']); // the types of the routes' own parameters
  return check('types', 'node_modules/typescript/bin/tsc', ['-p', '.']);
};

const readReport = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);

/** Adds what a report does not count: a run that failed outside its tests (a file that does not load, a time-out). */
const withHiddenFailure = ({ passed, failed, skipped }, { isFailed, text }) => ({
  passed,
  failed: isFailed && failed === 0 ? 1 : failed,
  skipped,
  output: isFailed ? text : '',
});

const vitest = (project, deadlineMs) => async () => {
  const file = path.join(results, `${project}.json`);
  rmSync(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const args = ['run', '--project', project, '--passWithNoTests', ...reporters];
  const run = await runLogged(project, 'node_modules/vitest/vitest.mjs', args, { deadlineMs });
  const report = readReport(file);
  const counts = {
    passed: report?.numPassedTests ?? 0,
    failed: report?.numFailedTests ?? 0,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  };
  return withHiddenFailure(counts, run);
};

const playwright = (deadlineMs) => async () => {
  await buildWeb();
  const file = path.join(results, 'e2e.json');
  rmSync(file, { force: true });
  const args = ['test', '--reporter=line,json', '--pass-with-no-tests'];
  const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: file };
  const run = await runLogged('e2e', 'node_modules/@playwright/test/cli.js', args, { deadlineMs, env });
  const { expected = 0, flaky = 0, unexpected = 0, skipped = 0 } = readReport(file)?.stats ?? {};
  return withHiddenFailure({ passed: expected + flaky, failed: unexpected, skipped }, run);
};

const isOnPath = (program) =>
  ['/usr/sbin', '/sbin', ...(process.env.PATH ?? '').split(path.delimiter)].some((folder) => {
    try {
      accessSync(path.join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

const labPrograms = [
  'tgtd',
  'qemu-system-x86_64',
  'qemu-storage-daemon',
  'qemu-img',
  'mkfs.xfs',
  'sfdisk',
  'cpio',
  'extlinux',
  'debugfs',
  'fusermount3',
];

const whyNoLab = () => {
  if (process.platform !== 'linux') return 'needs Linux';
  if (process.getuid() !== 0) return 'needs root';
  const missing = labPrograms.filter((program) => !isOnPath(program));
  return missing.length > 0 ? `not installed: ${missing.join(', ')}` : undefined;
};

const whyNoBrowser = () => {
  const browser = process.env.HEDDLE_CHROMIUM ?? '/usr/bin/chromium';
  return existsSync(browser) ? undefined : `no browser at ${browser} (HEDDLE_CHROMIUM names another)`;
};

/** In the order in which they run: quick answers first. `deadlineMs` ends a stage that hangs. */
export const stages = [
  { name: 'lint', run: lint },
  { name: 'types', run: types },
  { name: 'unit', run: vitest('unit', 10 * minute) },
  { name: 'integration', run: vitest('integration', 15 * minute) },
  { name: 'conformance', run: vitest('conformance', 15 * minute) },
  { name: 'proof', run: vitest('proof', 45 * minute) },
  { name: 'e2e', run: playwright(40 * minute), reasonToSkip: whyNoBrowser },
  { name: 'lab', run: vitest('lab', 30 * minute), reasonToSkip: whyNoLab },
];
