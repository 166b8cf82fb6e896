import type { AgentEndpoint } from '#server/agents/client.ts';
import { loadAgents } from '#server/agents/load-agents.ts';
import { db, pool } from '#server/db/client.ts';
import type { TestDatabase } from '#test/database.ts';
import { openDoor } from '#test/door.ts';
import { type AgentName, agentNames, type GoldenName, goldens, systemNames } from './fabric-config.ts';
import type { FabricParts, MakeParts } from './fabric-parts.ts';
import { type RigAgent, startAgentOf, startWorker } from './fabric-processes.ts';
import { type JobDesk, jobDesk } from './job-desk.ts';
import type { KeptProgram } from './kept-program.ts';
import { faultPlanter } from './planted-faults.ts';
import { makeSimParts } from './sim-parts.ts';
import { until } from './until.ts';

export type FabricOptions = {
  /** What it is made of; simulated systems unless said otherwise. */
  makeParts?: MakeParts;
  /** How long a job waits for an agent that is away. */
  patienceMs?: number;
  workers?: number;
  openDatabase?: () => Promise<TestDatabase>;
  /** Where the product reaches an agent, when something stands between the two. */
  reachedAt?: (agent: RigAgent) => Promise<string>;
  /** Environments of bent clocks (`bentClock`), by the agent's name or 'worker-<number from 1>'. */
  clocks?: Clocks;
};
type Clocks = Partial<Record<AgentName | `worker-${number}`, Record<string, string>>>;
type Undo = (() => Promise<unknown>)[];
type Agents = Record<AgentName, RigAgent & { id: string; endpoint: AgentEndpoint }>;
export type ProofFabric = Awaited<ReturnType<typeof openProofFabric>>;

/** One works, one stands by to take over without being started first. */
const workersNeeded = 2;

/**
 * The whole product in real processes around one small fabric: agents, workers, a database of its own, and the
 * REST API in this process. One for each test file; `dispose` ends every process it started, by its id.
 */
export async function openProofFabric(options: FabricOptions = {}) {
  const undo: Undo = [];
  const dispose = async () => {
    for (const act of undo.splice(0).reverse()) await act();
  };
  try {
    return { ...(await open(options, undo)), dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function open(options: FabricOptions, undo: Undo) {
  const { makeParts = makeSimParts, patienceMs = 60_000, workers: count = 3 } = options;
  const { openDatabase, reachedAt, clocks = {} } = options;
  const door = await openDoor(openDatabase);
  undo.push(door.close);
  const { home, database } = door;
  const parts = await makeParts(home);
  undo.push(parts.dispose);
  const desk = jobDesk(door, pool);
  const work = (number: number) => {
    const clock = clocks[`worker-${number}`] ?? {};
    return startWorker(number, { databaseUrl: database.url, home, patienceMs, pollMs: 1_000, clock }).then(kept(undo));
  };
  // The first worker lays the engine's tables; the others come when they are there.
  const [started, first] = await Promise.all([startAgents(parts, home, undo, clocks), work(1)]);
  const others = await Promise.all(Array.from({ length: count - 1 }, (_, at) => work(at + 2)));
  const agents = await enrol(desk, started, reachedAt);
  await parts.furnish({ array: agents.array.endpoint, library: agents.library.endpoint });
  const workers = [first, ...others];

  /** Enough processes run, and the inventory is of now. */
  const ready = async () => {
    for (const { kept } of started) await kept.running();
    const up = () => workers.filter((worker) => worker.isUp()).length;
    await until('two workers to run', async () => (up() >= Math.min(workersNeeded, count) ? true : null));
    await Promise.all(Object.values(agents).map(({ id }) => desk.ask('POST', `/agents/${id}/refresh`)));
  };
  await ready();
  const faults = faultPlanter(home, parts.agentsDir);
  const templates = await createTemplates(desk, parts);
  return {
    ...{ door, home, parts, desk, faults, agents, workers, templates, db, pool, ready },
    /** Every fault that a case before has left is taken away, and everything runs. */
    settle: async () => {
      faults.clear(systemNames, agentNames);
      for (const { kept } of started) await kept.letUp();
      for (const worker of workers) worker.wake();
      await ready();
    },
  };
}

const kept =
  (undo: Undo) =>
  (program: KeptProgram): KeptProgram => {
    undo.push(program.dispose);
    return program;
  };

async function startAgents(parts: FabricParts, home: string, undo: Undo, clocks: Clocks): Promise<RigAgent[]> {
  const start = async (name: AgentName) => {
    const agent = await startAgentOf(name, parts, home, clocks[name]);
    kept(undo)(agent.kept);
    return agent;
  };
  return Promise.all(agentNames.map(start));
}

/** Through the real verb, as an administrator would. */
async function enrol(
  desk: JobDesk,
  started: RigAgent[],
  reachedAt: NonNullable<FabricOptions['reachedAt']> = async ({ url }) => url,
): Promise<Agents> {
  const agents = {} as Agents;
  for (const agent of started) {
    const body = { url: await reachedAt(agent), enrolmentToken: agent.enrolmentToken };
    const { id } = await desk.askAsAdmin<{ id: string }>('POST', '/agents', body);
    const endpoint = (await loadAgents(db, [id])).get(id);
    if (!endpoint) throw new Error(`${agent.name} was enrolled and has no secret`);
    // The rig calls past whatever stands between the agent and the product.
    agents[agent.name] = { ...agent, id, endpoint: { ...endpoint, url: agent.url } };
  }
  return agents;
}

async function createTemplates(
  desk: JobDesk,
  { virtualDiskOf, vmSize }: FabricParts,
): Promise<Record<GoldenName, string>> {
  const templates = {} as Record<GoldenName, string>;
  for (const golden of goldens) {
    const disk = await db.virtualDisk.findFirstOrThrow({ where: { key: virtualDiskOf(golden) } });
    const body = { name: `Template of ${golden}`, virtualDiskId: disk.id, ...vmSize };
    templates[golden] = (await desk.ask<{ id: string }>('POST', '/templates', body)).id;
  }
  return templates;
}
