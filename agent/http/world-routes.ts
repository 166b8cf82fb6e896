import { operationsOf } from '#agent/operations/find-act.ts';
import { readWorld } from '#agent/operations/read-world.ts';
import type { AgentCapabilities } from '#contract/agent/agent.ts';
import type { InventoryAnswer } from '#contract/agent/inventory.ts';
import { ReadBatch } from '#contract/agent/read.ts';
import { readBody } from './read-body.ts';
import { type AgentParts, numberIn, type Route } from './route.ts';

const ledgerPage = 10_000;

export const worldRoutes: Route[] = [
  { method: 'GET', path: '/v1/capabilities', answer: async (agent) => ({ body: capabilitiesOf(agent) }) },
  {
    method: 'GET',
    path: '/v1/inventory',
    answer: async (agent, { query }) => ({ body: await inventoryOf(agent, query.get('since')) }),
  },
  {
    method: 'POST',
    path: '/v1/reads:batch',
    answer: async ({ systems }, { request }) => {
      const { reads } = await readBody(request, ReadBatch);
      return { body: { answers: await readWorld(systems, reads) } };
    },
  },
  {
    method: 'GET',
    path: '/v1/ledger',
    answer: async ({ ledger }, { query }) => {
      const since = numberIn(query, 'since', { otherwise: 0, max: Number.MAX_SAFE_INTEGER });
      const limit = numberIn(query, 'limit', { otherwise: ledgerPage, max: ledgerPage });
      return { body: await ledger.read(since, Math.max(1, limit)) };
    },
  },
  {
    method: 'GET',
    path: '/v1/counts',
    answer: async ({ systems }) => ({
      body: Object.fromEntries([...systems].map(([system, { counts }]) => [system, counts])),
    }),
  },
];

const capabilitiesOf = ({ name, version, systems }: AgentParts): AgentCapabilities => ({
  name,
  version,
  systems: [...systems].map(([system, { driver }]) => ({
    system,
    kind: driver.kind,
    driver: driver.name,
    operations: operationsOf(driver),
  })),
});

/** The revision is taken before the world is read: what changes meanwhile shows as a newer revision next time. */
const inventoryOf = async ({ systems, revisions }: AgentParts, since: string | null): Promise<InventoryAnswer> => {
  const revision = await revisions.look();
  if (revision === since) return { revision, unchanged: true };
  return { revision, systems: await Promise.all([...systems.values()].map(({ driver }) => driver.inventory())) };
};
