import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { AgentConfig } from '#agent/drivers/agent-config.ts';
import { agentClient, callAgent } from './agent-client.ts';
import { type AgentProcess, startProcess } from './agent-process.ts';
import { bundleAgent } from './bundle-agent.ts';

const enrolmentToken = 'hde_bench';

export type AgentBench = Awaited<ReturnType<typeof openBench>>;

/** A real agent process that serves one system, enrolled, with ways to kill it and the client of AgentClient. */
export const openBench = async (system: AgentConfig['systems'][number]) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'heddle-conformance-'));
  const bundle = await bundleAgent();
  const configFile = path.join(folder, 'agent.json');
  const faultsFile = path.join(folder, 'faults');
  const config = { name: 'bench', listen: { port: 0 }, stateDir: 'state', enrolmentToken, systems: [system] };
  writeFileSync(configFile, JSON.stringify(config));
  const start = () => startProcess(bundle.program, [configFile], { HEDDLE_FAULTS: faultsFile });

  let agent: AgentProcess = await start();
  const url = () => agent.listening;
  const enrolled = await callAgent(`${url()}/v1/enrol`, 'POST', null, { enrolmentToken, controlPlane: 'bench' });
  const { secret } = enrolled.body as { secret: string };

  return {
    ...agentClient(system.system, () => ({ url: url(), secret })),
    url,
    secret,
    enrolmentToken,
    /** kill -9 now, and a new process on the same state. */
    crash: async () => {
      await agent.kill();
      agent = await start();
    },
    /** kill -9 now; nobody serves the state until `up`. */
    down: () => agent.kill(),
    up: async () => {
      agent = await start();
    },
    /** Let it kill itself at this moment of the next operation called `operation`. */
    crashAt: (window: string, operation: string) => writeFileSync(faultsFile, `${window} ${operation}\n`),
    /** After crashAt: resolves when the process has died of it and a new one serves the same state. */
    afterCrash: async () => {
      const ending = await agent.gone;
      if (ending !== 'SIGKILL' || readFileSync(faultsFile, 'utf8') !== '')
        throw new Error(`The agent was to die at its fault point and ended with ${ending}.`);
      agent = await start();
    },
    /** SIGTERM; resolves with the exit code, everything cleaned up. */
    close: async () => {
      const ending = await agent.stop();
      bundle.remove();
      rmSync(folder, { recursive: true, force: true });
      return ending;
    },
  };
};
