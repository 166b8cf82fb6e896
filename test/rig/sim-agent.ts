import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Program, startProgram } from './program.ts';

const agentProgram = path.join(import.meta.dirname, '../../dist/agent.mjs');

export type SimAgent = {
  name: string;
  url: string;
  enrolmentToken: string;
  program: () => Program;
  /** Starts it again on the same address, with the world and the ledger it had. */
  restart: () => Promise<void>;
  /** Ends it and forgets its world. */
  remove: () => Promise<void>;
};

const GIB = 2 ** 30;

/** A real agent process that serves one simulated array ('array-<name>'), library server and host, wired together. */
export async function startSimAgent(name = `sim-${randomUUID().slice(0, 8)}`): Promise<SimAgent> {
  const folder = await mkdtemp(path.join(tmpdir(), 'heddle-sim-agent-'));
  await mkdir(path.join(folder, 'fabric'));
  const enrolmentToken = `hde_${randomUUID()}`;
  const configFile = path.join(folder, 'agent.json');
  const config = (port: number) => ({
    name,
    listen: { host: '127.0.0.1', port },
    stateDir: path.join(folder, 'state'),
    enrolmentToken,
    systems: systemsOf(name, path.join(folder, 'fabric')),
  });
  let program: Program;
  const start = async (port: number) => {
    await writeFile(configFile, JSON.stringify(config(port)));
    program = await startProgram([agentProgram, '--config', configFile], {});
    return String(program.ready.listening);
  };
  const url = await start(0);
  return {
    ...{ name, url, enrolmentToken },
    program: () => program,
    restart: async () => {
      await start(Number(new URL(url).port));
    },
    remove: async () => {
      await program.kill9();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function systemsOf(name: string, fabricDir: string) {
  const common = (kind: 'array' | 'library' | 'host', options: object) => {
    return {
      system: `${kind}-${name}`,
      kind,
      driver: 'sim',
      options: { fabricDir, name: `${kind} ${name}`, ...options },
    };
  };
  const fqdn = `${name}.sim.test`;
  return [
    common('array', { pools: [{ key: 'pool-1', name: 'Pool 1', sizeBytes: 1_000 * GIB }] }),
    common('library', {
      fqdn,
      initiators: [`iqn.2030-01.test:lib-${name}`],
      shares: [{ key: 's', path: '/library', description: null }],
    }),
    common('host', { fqdn, initiators: [`iqn.2030-01.test:host-${name}`], cluster: `Cluster ${name}` }),
  ];
}
