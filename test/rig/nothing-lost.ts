import { expect } from 'vitest';
import { finalJobStates } from '#contract/api/jobs.ts';
import { firstBrokenEvent } from '#server/audit/first-broken-event.ts';
import { effectProblems, type JobRecord } from './effect-problems.ts';
import { agentNames } from './fabric-config.ts';
import type { ProofFabric } from './proof-fabric.ts';
import { readLedger } from './read-ledger.ts';
import { newReplay, type Replay, replay } from './replay-ledger.ts';
import { worldOfReplays } from './replayed-world.ts';
import { until } from './until.ts';
import { inventoryOf, worldOfInventories, worldOfTables } from './world.ts';

type Expected = {
  /** Jobs whose undo was made to refuse; every other stuck job is a fault. */
  stuck?: readonly string[];
  /** Operations whose answer was a lie. */
  pretended?: readonly string[];
};
export type Oracle = ReturnType<typeof nothingLost>;

/**
 * The oracle after every fault. It compares what the systems, their agents and the ledgers say, which are outside the product's
 * database, with what that database says: jobs have ended, each row has one effect or none, the rules of the domain held
 * at every instant, the inventory is true, no lock or workflow is left, the record has a begin and an end of everything.
 */
export function nothingLost(fabric: ProofFabric) {
  const replays = new Map<string, Replay>(agentNames.map((name) => [name, newReplay()]));
  const pretended = new Set<string>();
  let checks = 0;

  const goOn = async () => {
    const setting = { ...(await settingOf(fabric)), pretended };
    for (const [name, state] of replays) {
      const { endpoint } = fabric.agents[name as (typeof agentNames)[number]];
      replay(state, await readLedger(endpoint, state.lastSeq), setting);
    }
  };

  const check = async (expected: Expected = {}): Promise<void> => {
    for (const id of expected.pretended ?? []) pretended.add(id);
    const jobs = await jobsOf(fabric);
    const openJobs = jobs.filter(({ state }) => !finalJobStates.some((final) => final === state));
    expect(openJobs, 'every accepted job has ended').toEqual([]);
    const stuck = jobs.filter(({ state }) => state === 'stuck').map(({ id }) => id);
    expect(stuck.sort(), 'jobs are stuck only where an undo was made to refuse').toEqual(
      [...(expected.stuck ?? [])].sort(),
    );
    await goOn();
    expect(
      [...replays.values()].flatMap(({ broken }) => broken),
      'domain rules held at every instant',
    ).toEqual([]);
    expect(effectProblems(jobs, [...replays.values()], pretended), 'every row has one effect, or none').toEqual([]);
    await worldsAgree(fabric, [...replays.values()], stuck.length > 0);
    await nothingHeld(fabric);
    await recordIsWhole(fabric, jobs);
    checks += 1;
  };
  /** What agents were asked for on behalf of a job, in the order in which each of them was. */
  const operationsOf = async (jobId: string) => {
    await goOn();
    return [...replays].flatMap(([agent, { operations }]) =>
      [...operations.values()].filter((one) => one.jobId === jobId).map((one) => ({ ...one, agent })),
    );
  };
  /** For the beginning of a case: what an attempt before it broke was told there, and is not told again. */
  const forgive = async () => {
    await goOn();
    for (const state of replays.values()) state.broken.length = 0;
  };
  return { check, forgive, operationsOf, counted: () => checks };
}

async function settingOf({ pool }: ProofFabric) {
  const jobs = await pool.query<{ id: string; procedure: string }>('SELECT id, procedure FROM "Job"');
  const procedures = new Map(jobs.rows.map(({ id, procedure }) => [id, procedure]));
  const { rows } = await pool.query<{ initiator: string; host: string; cluster: string | null }>(
    `SELECT i.initiator, h.system AS host, c.name AS cluster FROM "Host" h LEFT JOIN "Cluster" c ON c.id = h."clusterId",
     LATERAL jsonb_array_elements_text(h.initiators) AS i(initiator)`,
  );
  const hosts = new Map(rows.map(({ initiator, host, cluster }) => [initiator, { host, cluster }]));
  const arrays = await pool.query<{ system: string; limit: { scope: 'lun' | 'array'; value: number } | null }>(
    `SELECT system, capabilities->'registrationLimit' AS "limit" FROM "Array"`,
  );
  const limits = new Map(arrays.rows.map(({ system, limit }) => [system, limit]));
  return {
    limitOf: (system: string) => limits.get(system) ?? null,
    procedureOf: (jobId: string) => procedures.get(jobId) ?? null,
    hostOf: (initiator: string) => hosts.get(initiator) ?? null,
  };
}

async function jobsOf({ pool }: ProofFabric): Promise<JobRecord[]> {
  const { rows } = await pool.query<JobRecord>(
    `SELECT j.id, j.state, j.round, j."undoRound", jsonb_agg(jsonb_build_object('key', r.key, 'state', r.state,
       'undo', p.row->'undo'->>'kind') ORDER BY r.position) AS rows
     FROM "Job" j JOIN "JobRow" r ON r."jobId" = j.id JOIN "PlanRow" p ON p."planId" = j."planId" AND p.key = r.key
     GROUP BY j.id`,
  );
  return rows;
}

/** The systems themselves, agents, ledgers and product tell the same of the fabric; the product may need a poll for what was not its doing. */
async function worldsAgree(fabric: ProofFabric, replays: Replay[], isAnyStuck: boolean): Promise<void> {
  const { parts } = fabric;
  const endpoints = Object.values(fabric.agents).map(({ endpoint }) => endpoint);
  const systems = await inventoryOf(endpoints, parts.steady);
  expect(await parts.look(), 'the systems are as their agents tell').toEqual(parts.expected(systems));
  const real = worldOfInventories(systems);
  const nodes = systems.flatMap((one) => (one.kind === 'library' ? [[one.system, one.initiators] as const] : []));
  const told = worldOfReplays(
    replays.map(({ world }) => world),
    Object.fromEntries(nodes),
    parts.listedDisks,
  );
  // Of an act whose agent died with it a ledger says no more than that it was begun, until somebody asks for it again.
  const isUnsettled =
    isAnyStuck && replays.some(({ operations }) => [...operations.values()].some((one) => one.isOpen));
  if (!isUnsettled) expect(told, 'the ledgers tell the world as it is').toEqual(real);
  await fabric.ready();
  expect(await worldOfTables(fabric.pool), "the product's inventory is the agents'").toEqual(real);
}

/** Locks of jobs that are not stuck; workflows that would still run. */
async function nothingHeld({ pool }: ProofFabric): Promise<void> {
  const { rows: locks } = await pool.query(
    `SELECT l.key, j.state FROM "Lock" l JOIN "Job" j ON j.id = l."jobId" WHERE j.state <> 'stuck'`,
  );
  expect(locks, 'no lock is left').toEqual([]);
  await until('every workflow to have ended', async () => {
    const { rows } = await pool.query(
      `SELECT 1 FROM dbos.workflow_status WHERE status IN ('PENDING', 'ENQUEUED', 'DELAYED') LIMIT 1`,
    );
    return rows.length === 0 ? true : null;
  });
}

/** Every act has a begin and an end, every job told its outcome last, and nobody has touched the record. */
async function recordIsWhole({ pool, db }: ProofFabric, jobs: JobRecord[]): Promise<void> {
  // An end that the database was not there for comes when it is back.
  await until('the record to have a begin and an end of every act', async () => {
    const { rowCount } = await pool.query(
      `SELECT 1 FROM "AuditEvent" GROUP BY "actId"
       HAVING count(*) FILTER (WHERE phase = 'begin') <> 1 OR count(*) FILTER (WHERE phase = 'end') < 1`,
    );
    return rowCount === 0 ? true : null;
  });
  const { rows } = await pool.query<{ id: string; outcome: string }>(
    `SELECT DISTINCT ON (e."actId") e."actId" AS id, e.detail->>'outcome' AS outcome FROM "AuditEvent" e
     WHERE e.action = 'jobs.run' AND e.phase = 'end' ORDER BY e."actId", e.id DESC`,
  );
  const told = new Map(rows.map(({ id, outcome }) => [id, outcome]));
  const untold = jobs.filter(({ id, state }) => told.get(id) !== (state === 'abandoned' ? 'stuck' : state));
  expect(untold, 'the record tells how every job ended').toEqual([]);
  expect(await firstBrokenEvent(db), 'the record is one chain').toBeNull();
}
