import { knowledgeOf } from '#domain/capacity/limit-entry.ts';
import type {
  ArrayRegistrationFact,
  RegisteringHost,
  RegistrationLunFact,
} from '#domain/procedures/registration-facts.ts';
import type { Db } from '#server/db/client.ts';
import { type CsvFabric, csvFabric, type SeenCsv } from '#server/fabric/csv-fabric.ts';
import { limitEntries } from '#server/fabric/limit-entries.ts';
import { throughPrisma } from '#server/fabric/read-rows.ts';
import { knowsOperation } from './known-operations.ts';

/** What every array holds and is limited to, whatever a plan is about: five queries, however many CSVs. */
export async function gatherRegistrations(db: Db): Promise<ArrayRegistrationFact[]> {
  const rows = await db.array.findMany({
    where: { missingSince: null },
    include: {
      pools: { select: { id: true, key: true, name: true } },
      agent: { select: { capabilities: true } },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  const entries = await limitEntries(db);
  const fabric = await csvFabric(throughPrisma(db));
  const luns = lunsByArray(fabric);
  return rows.map(({ id, name, agentId, system, model, version, pools, agent }) => ({
    ...{ arrayId: id, name, agentId, system, pools },
    reportsRegistrations: knowsOperation(agent.capabilities, system, 'registrations.admit'),
    knowledge: knowledgeOf({ arrayId: id, model, firmware: version }, entries),
    luns: luns.get(id) ?? [],
  }));
}

function lunsByArray({ csvs, hosts }: CsvFabric): Map<string, RegistrationLunFact[]> {
  // Hundreds of CSVs are seen by the same hosts: each set of hosts is made once.
  const sets = new Map<string, RegisteringHost[]>();
  const hostsOf = ({ hostIds }: SeenCsv): RegisteringHost[] => {
    const key = hostIds.join();
    const known = sets.get(key);
    if (known) return known;
    const found = hostIds.flatMap((id) => hosts.get(id) ?? []);
    const made = found.map(({ initiators, channels }) => ({ initiators, channels }));
    sets.set(key, made);
    return made;
  };
  const luns = new Map<string, RegistrationLunFact[]>();
  for (const csv of csvs) {
    const { uniqueId, name, poolId, targetIqn, registrations: actual } = csv;
    const fact = { uniqueId, name, poolId, targetIqn, hosts: hostsOf(csv), actual };
    const list = luns.get(csv.arrayId);
    if (list) list.push(fact);
    else luns.set(csv.arrayId, [fact]);
  }
  return luns;
}
