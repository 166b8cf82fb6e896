import type { ProcedureInput } from '#contract/api/plans.ts';
import { type CreateCsvFacts, clusterSetKey } from '#domain/procedures/csv-facts.ts';
import type { Db } from '#server/db/client.ts';
import { readSettings } from '#server/db/settings.ts';
import { arrayFact, arrayForFact } from '#server/fabric/row-facts.ts';
import { gatherTargets, maskingSetsOf } from './gather-targets.ts';
import type { GatherContext, Gathered } from './gathered.ts';
import { knowsOperation } from './known-operations.ts';
import { poolWithSum } from './lun-facts.ts';
import { takenNames } from './taken-names.ts';

export async function gatherCreateCsv(
  db: Db,
  { clusterId, poolId, name }: ProcedureInput<'create-csv'>,
  { newIds, exceptJobId }: GatherContext,
): Promise<Gathered<CreateCsvFacts>> {
  const { hosts, cluster, missing } = await gatherTargets(db, { clusterId });
  const pool = await db.pool.findUnique({ where: { id: poolId } });
  if (!pool) return { missing: [...missing, { kind: 'pool', id: poolId }] };
  if (!cluster) return { missing };
  const array = await db.array.findUniqueOrThrow({
    where: { id: pool.arrayId },
    include: { ...arrayForFact, agent: { select: { ...arrayForFact.agent.select, capabilities: true } } },
  });
  const { managementServer } = await readSettings(db);
  return {
    facts: {
      ...{ cluster, hosts, newIds, managementServer },
      unsharingHostIds: await unsharingHosts(db, clusterId),
      array: arrayFact(array),
      pool: await poolWithSum(db, pool),
      reportsRegistrations: knowsOperation(array.agent.capabilities, array.system, 'registrations.admit'),
      maskingSets: await maskingSetsOf(db, array.id, hosts, [clusterSetKey(clusterId)]),
      takenNames: await takenNames(db, { names: [name], vms: false, arrayId: array.id, exceptJobId }),
    },
  };
}

async function unsharingHosts(db: Db, clusterId: string): Promise<string[]> {
  const rows = await db.host.findMany({
    where: { clusterId },
    select: { id: true, system: true, agent: { select: { capabilities: true } } },
    orderBy: { id: 'asc' },
  });
  const unsharing = rows.filter(
    ({ system, agent }) => !knowsOperation(agent.capabilities, system, 'shared-disk.attach'),
  );
  return unsharing.map(({ id }) => id);
}
