import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { AgentName } from './fabric-config.ts';
import type { FabricParts } from './fabric-parts.ts';
import { type KeptProgram, keepProgram } from './kept-program.ts';
import { agentFaultsFile, workerFaultsFile } from './planted-faults.ts';
import { startProgram } from './program.ts';

const program = (name: string) => path.join(import.meta.dirname, `../../dist/${name}.mjs`);

type Environment = Readonly<Record<string, string>>;
/** A real agent process, kept running on its address, its ledger and its world. */
export type RigAgent = { name: AgentName; url: string; enrolmentToken: string; kept: KeptProgram };

/** `clock`: the environment of a bent clock (`bentClock`). */
export async function startAgentOf(
  name: AgentName,
  parts: FabricParts,
  home: string,
  clock: Environment = {},
): Promise<RigAgent> {
  const { agentsDir } = parts;
  const configFile = path.join(agentsDir, `${name}.json`);
  const enrolmentToken = `hde_${name}`;
  const configure = (port: number) => {
    const listen = { host: '127.0.0.1', port };
    const stateDir = path.join(agentsDir, `${name}-state`);
    const systems = parts.systemsOf(name);
    writeFileSync(configFile, JSON.stringify({ name, listen, stateDir, enrolmentToken, systems }));
  };
  configure(0);
  const env = { HEDDLE_FAULTS: agentFaultsFile(agentsDir, name), ...clock };
  const said = logTo(home, name);
  const args = [program('agent'), '--config', configFile];
  const kept = await keepProgram(`agent ${name}`, (spawned) => startProgram(args, env, { spawned, said }));
  const url = String((await kept.running()).ready.listening);
  configure(Number(new URL(url).port));
  return { name, url, enrolmentToken, kept };
}

export type WorkerOptions = {
  databaseUrl: string;
  home: string;
  patienceMs: number;
  pollMs: number;
  clock?: Environment;
};

/** A real worker process, kept running; each start is a worker of its own to the others. */
export function startWorker(number: number, { databaseUrl, home, patienceMs, pollMs, clock }: WorkerOptions) {
  const env = {
    DATABASE_URL: databaseUrl,
    HEDDLE_HOME: home,
    HEDDLE_FAULTS: workerFaultsFile(home),
    HEDDLE_AGENT_PATIENCE_MS: String(patienceMs),
    HEDDLE_POLL_MS: String(pollMs),
    HEDDLE_LOG_LEVEL: 'info',
    NODE_ENV: 'production',
    ...clock,
  };
  const said = logTo(home, `worker-${number}`);
  return keepProgram(`worker ${number}`, (spawned) => startProgram([program('worker')], env, { spawned, said }));
}

/** What a process says, in a file of the home, for whoever looks into a failure. */
function logTo(home: string, name: string) {
  const folder = path.join(home, 'logs');
  mkdirSync(folder, { recursive: true });
  return (line: string) => {
    try {
      appendFileSync(path.join(folder, `${name}.log`), `${line}\n`);
    } catch {
      // The home is gone: nobody reads it any more.
    }
  };
}
