import { isStale } from '#server/agents/staleness.ts';
import type { DriftCheck } from './drift-check.ts';

type AgentRow = {
  id: string;
  name: string;
  url: string;
  state: string;
  stateReason: string | null;
  lastSeenAt: Date | null;
};
type SystemRow = { kind: 'array' | 'library-server' | 'host'; id: string; name: string; agent: string; since: Date };

/** '2026-11-25 23:58 UTC', for sentences. */
const clock = (at: Date) => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** Agents that do not answer. One that was just entered has a minute to be met. */
export const silentAgents: DriftCheck = {
  name: 'silent-agents',
  find: async (tx) => {
    const { rows } = await tx.query<AgentRow>(
      `SELECT id, name, url, state, "stateReason", "lastSeenAt" FROM "Agent" WHERE "createdAt" < now() - interval '1 minute'`,
    );
    const silent = rows.filter((agent) => agent.state === 'refused' || isStale(agent));
    return silent.map(({ id, name, url, state, stateReason, lastSeenAt }) => ({
      about: id,
      code: state === 'refused' ? 'agent_refuses' : 'agent_silent',
      severity: 'warning',
      title: state === 'refused' ? `Agent ${name} refuses us` : `Agent ${name} does not answer`,
      reason: `${stateReason ?? `Nothing was heard from ${url}.`} ${lastSeenAt ? `What it reported is shown as it was at ${clock(lastSeenAt)}.` : 'It has never reported.'}`,
      remedy: { sentence: 'Start the agent, or check the network between it and Heddle.', href: `/agents/${id}` },
      object: { kind: 'agent', id, name },
    }));
  },
};

/** Arrays, library servers and hosts that their agent answers without. */
export const missingSystems: DriftCheck = {
  name: 'missing-systems',
  find: async (tx) => {
    const part = (kind: string, table: string) =>
      `SELECT '${kind}' AS kind, s.id, s.name, g.name AS agent, s."missingSince" AS since
       FROM "${table}" s JOIN "Agent" g ON g.id = s."agentId" WHERE s."missingSince" IS NOT NULL`;
    const parts = [part('array', 'Array'), part('library-server', 'LibraryServer'), part('host', 'Host')];
    const { rows } = await tx.query<SystemRow>(parts.join(' UNION ALL '));
    return rows.map(({ kind, id, name, agent, since }) => ({
      about: id,
      code: 'system_missing',
      severity: 'critical',
      title: `${name} is no longer reported`,
      reason: `Agent ${agent} answers, but without ${name}, since ${clock(since)}. What was known of it is kept.`,
      remedy: { sentence: `Check ${name} and the configuration of its agent.` },
      object: { kind, id, name },
    }));
  },
};
