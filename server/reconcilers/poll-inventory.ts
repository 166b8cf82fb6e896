import type { Pool } from 'pg';
import { AgentError } from '#server/agents/agent-error.ts';
import { secretPlace } from '#server/agents/load-agents.ts';
import { env } from '#server/env.ts';
import { enrolPending } from '#server/inventory/enrol-pending.ts';
import { greetAgent, noteUnusable, pollAgent } from '#server/inventory/poll-agent.ts';
import { openSecret } from '#server/keys/seal.ts';
import { log } from '#server/log.ts';
import type { Reconciler } from './reconciler.ts';
import { untilEnded } from './wait.ts';

type AgentRow = {
  id: string;
  name: string;
  url: string;
  state: string;
  revision: string | null;
  secretSealed: string | null;
  enrolmentSealed: string | null;
  /** Since it answered last; null = never. */
  silentMs: number | null;
};

/** An agent that fails is tried again soon, for it may only have been restarted; then less and less often. */
const QUICK_RETRIES = 5;
const QUICK_MS = 1_000;
const SLOWEST_MS = 30_000;
/** Inventories in memory at once. */
const AT_ONCE = 8;

/** Reading a large inventory takes at most this part of the time: while one is applied, proofs of its objects wait. */
const SHARE = 0.1;

type Tries = { failures: number; notBefore: number; inventoryNotBefore: number; running: boolean };
/** What this worker remembers of agents between two looks; nothing depends on it but the pace. */
const tries = new Map<string, Tries>();
const untried: Tries = { failures: 0, notBefore: 0, inventoryNotBefore: 0, running: false };

/** Looks at every agent every few seconds. A slow or silent agent delays no other and blanks nothing. */
export const pollInventory: Reconciler = {
  name: 'poll-inventory',
  everyMs: () => Math.max(50, Math.min(1_000, env.pollMs / 4)),
  run: async (pool, signal) => {
    const due = (await listAgents(pool)).filter(isDue);
    for (const { id } of due) tries.set(id, { ...untried, ...tries.get(id), running: true });
    const queue = [...due];
    const runner = async () => {
      for (let agent = queue.shift(); agent; agent = queue.shift()) await look(pool, agent, signal);
    };
    const all = Promise.all(Array.from({ length: Math.min(AT_ONCE, due.length) }, runner));
    // Whoever is still busy goes on by itself while the next round begins.
    await untilEnded(all, env.pollMs, signal);
  },
};

async function listAgents(pool: Pool): Promise<AgentRow[]> {
  const { rows } = await pool.query<AgentRow>(
    `SELECT id, name, url, state, revision, "secretSealed", "enrolmentSealed",
       (extract(epoch FROM now() - "lastSeenAt") * 1000)::float8 AS "silentMs"
     FROM "Agent" WHERE "secretSealed" IS NOT NULL OR "enrolmentSealed" IS NOT NULL`,
  );
  return rows;
}

function isDue({ id, silentMs }: AgentRow): boolean {
  const tried = tries.get(id);
  if (tried?.running || performance.now() < (tried?.notBefore ?? 0)) return false;
  return silentMs === null || silentMs >= env.pollMs || (tried?.failures ?? 0) > 0;
}

async function look(pool: Pool, row: AgentRow, signal: AbortSignal): Promise<void> {
  const { failures, inventoryNotBefore } = tries.get(row.id) ?? untried;
  const startedAt = performance.now();
  try {
    const secret = row.secretSealed ? openSecret(row.secretSealed, secretPlace(row.id)) : await enrolPending(pool, row);
    const agent = { id: row.id, name: row.name, url: row.url, secret };
    const onlyGreet = row.state === 'online' && startedAt < inventoryNotBefore;
    // One that was away may have been replaced by a newer version: everything is read again.
    const since = row.state === 'online' ? row.revision : null;
    if (onlyGreet) await greetAgent(pool, agent);
    else if (!signal.aborted) await pollAgent(pool, agent, since);
    const pauseMs = Math.min(SLOWEST_MS, (performance.now() - startedAt) * (1 / SHARE - 1));
    tries.set(row.id, { ...untried, inventoryNotBefore: onlyGreet ? inventoryNotBefore : performance.now() + pauseMs });
  } catch (error) {
    tries.set(row.id, { ...untried, failures: failures + 1, notBefore: performance.now() + pauseAfter(failures + 1) });
    // At the end of the process everything stops, agents too: that says nothing about them.
    if (signal.aborted) return;
    await noteFailure(pool, row, error).catch((cause: unknown) =>
      log.warn({ err: cause }, 'a failed poll could not be noted'),
    );
  }
}

function pauseAfter(failures: number): number {
  if (failures <= QUICK_RETRIES) return Math.min(QUICK_MS, env.pollMs);
  return Math.min(env.pollMs * 2 ** (failures - QUICK_RETRIES), Math.max(SLOWEST_MS, env.pollMs));
}

async function noteFailure(pool: Pool, row: AgentRow, error: unknown): Promise<void> {
  if (!(error instanceof AgentError)) log.warn({ err: error, agent: row.name }, 'an inventory could not be applied');
  else if (row.state !== 'enrolling' || error.kind === 'refused') await noteUnusable(pool, row.id, error);
}
