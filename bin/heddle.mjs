#!/usr/bin/env node
// The front door. Until dependencies are installed there is Node alone, so bin/ imports nothing else at its top.
import { parseArgs } from 'node:util';

const oldestNode = [20, 19];

const usage = `Usage: heddle <command>

  start [--port N] [--host H] [--home DIR] [--no-demo] [--attached]
                                                         run Heddle; everything it remembers is in DIR (.heddle/);
                                                         attached: it stops when its stdin ends, too
  dev   [same options]                                   the same with Next's development server
  worker [--home DIR]                                    one more worker, on the database of DATABASE_URL or of DIR
  agent --config FILE                                    one agent
  check                                                  lint, types and unit tests
  test  [--only STAGE,STAGE]                             everything
  lab | lab:NAME | bench NAME                            scripts of lab/ and bench/`;

const startOptions = {
  port: { type: 'string' },
  host: { type: 'string', default: '127.0.0.1' },
  home: { type: 'string' },
  'no-demo': { type: 'boolean', default: false },
  attached: { type: 'boolean', default: false },
};

const startIn = async (mode, args) => {
  const { values } = parseArgs({ args, options: startOptions });
  const { start } = await import('#bin/start.mjs');
  await start({ ...values, demo: !values['no-demo'], mode });
};

const commands = {
  start: (args) => startIn('production', args),
  dev: (args) => startIn('development', args),
  worker: async (args) => (await import('#bin/run-program.mjs')).runWorker(args),
  agent: async (args) => (await import('#bin/run-program.mjs')).runProgram('agent', args),
  lab: async (args) => (await import('#bin/run-program.mjs')).runProgram('lab/start', args),
  bench: async ([name, ...args]) => (await import('#bin/run-program.mjs')).runProgram(`bench/${name}`, args),
  check: async () => (await import('#bin/test.mjs')).runTests({ only: ['lint', 'types', 'unit'] }),
  test: async (args) => {
    const { values } = parseArgs({ args, options: { only: { type: 'string' } } });
    await (await import('#bin/test.mjs')).runTests({ only: values.only?.split(',') });
  },
};

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
  process.stderr.write(`heddle: Node ${oldestNode.join('.')} or newer is needed; this is ${process.versions.node}.\n`);
  process.exit(1);
}

const [name = 'help', ...args] = process.argv.slice(2);
const labScript = /^lab:([a-z0-9-]+)$/.exec(name)?.[1];
try {
  if (labScript) await (await import('#bin/run-program.mjs')).runProgram(`lab/${labScript}`, args);
  else if (Object.hasOwn(commands, name)) await commands[name](args);
  else {
    process.stdout.write(`${usage}\n`);
    if (name !== 'help' && name !== '--help') process.exitCode = 2;
  }
} catch (error) {
  process.stderr.write(`heddle: ${error.message}\n`);
  process.exitCode = 1;
}
