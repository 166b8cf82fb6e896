import { buildPrograms } from '#bin/build.mjs';
import { installDependencies, needsInstall } from '#bin/install.mjs';
import { endCommands } from '#bin/run-command.mjs';
import { stages } from '#bin/test-stages.mjs';

const shownLines = 200;

const say = (line) => process.stdout.write(`${line}\n`);
const secondsSince = (startedAt) => ((performance.now() - startedAt) / 1000).toFixed(1);
const tally = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

/** Runs one stage, tells how it went, and answers its counts. A stage that breaks counts as one failure. */
const runStage = async ({ name, run, reasonToSkip = () => undefined }) => {
  const reason = reasonToSkip();
  if (reason) {
    say(`${name.padEnd(12)} skipped: ${reason}`);
    return { passed: 0, failed: 0, skipped: 1 };
  }
  const startedAt = performance.now();
  const result = await run().catch((error) => ({ passed: 0, failed: 1, skipped: 0, output: error.stack }));
  if (result.output) say(result.output.split('\n').slice(-shownLines).join('\n'));
  say(`${name.padEnd(12)} ${tally(result)} (${secondsSince(startedAt)} s)`);
  return result;
};

const prepare = async () => {
  const startedAt = performance.now();
  if (needsInstall()) await installDependencies();
  await buildPrograms();
  say(`${'set-up'.padEnd(12)} done (${secondsSince(startedAt)} s)`);
};

/** Asked to stop, ends what runs now and starts nothing more. */
const stopOnSignal = () => {
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      endCommands();
      process.exit(130);
    });
  }
};

/**
 * Runs the stages one after the other, all of them whatever fails, and closes with one line that sums them up.
 * `only`: names of stages. The exit code is 1 when anything failed or no test ran.
 */
export const runTests = async ({ only }) => {
  const unknown = only?.filter((name) => !stages.some((stage) => stage.name === name)) ?? [];
  if (unknown.length > 0)
    throw new Error(`No such stage: ${unknown.join(', ')}. There are ${stages.map(({ name }) => name).join(', ')}.`);
  stopOnSignal();
  await prepare();
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const stage of stages.filter(({ name }) => !only || only.includes(name))) {
    const counts = await runStage(stage);
    for (const key of Object.keys(sum)) sum[key] += counts[key];
  }
  say(tally(sum));
  process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0;
};
