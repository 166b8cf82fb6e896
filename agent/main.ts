import { readFileSync } from 'node:fs';
import path from 'node:path';
import { prettifyError } from 'zod';
import { AgentConfig } from './drivers/agent-config.ts';
import { type RunningAgent, startAgent } from './start-agent.ts';

const usage = 'heddle agent --config FILE [--config FILE ...]';

/** `--config FILE`, as often as wanted; throws with the usage for anything else. */
const configFilesIn = (args: string[]): string[] => {
  const files: string[] = [];
  for (let at = 0; at < args.length; at += 2) {
    const file = args[at + 1];
    if (args[at] !== '--config' || !file) throw new Error(`Usage: ${usage}`);
    files.push(file);
  }
  if (files.length === 0) throw new Error(`Usage: ${usage}`);
  return files;
};

/** Relative paths in a config are relative to its file. */
const readConfig = (file: string): AgentConfig => {
  const parsed = AgentConfig.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new Error(`${file}: ${prettifyError(parsed.error)}`);
  return { ...parsed.data, stateDir: path.resolve(path.dirname(file), parsed.data.stateDir) };
};

const say = (line: { [name: string]: unknown }) => process.stdout.write(`${JSON.stringify(line)}\n`);

const run = async (args: string[]) => {
  const running: RunningAgent[] = [];
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await Promise.all(running.map((agent) => agent.close()));
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  for (const config of configFilesIn(args).map(readConfig)) {
    const agent = await startAgent(config);
    running.push(agent);
    const { url, name, freshToken } = agent;
    say({ listening: url, name, ...(freshToken ? { enrolmentToken: freshToken } : {}) });
  }
};

run(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
