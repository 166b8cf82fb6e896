import type { ProcedureInput } from '#contract/api/plans.ts';
import type { DeleteVmsFacts } from '#domain/procedures/delete-vms.ts';
import type { Db } from '#server/db/client.ts';
import { lunFact, lunForFact, maskingSetFact, maskingSetForFact } from '#server/fabric/row-facts.ts';
import { type GatherContext, type Gathered, missingOf } from './gathered.ts';
import { hostFacts, vmFact, vmForFact } from './host-facts.ts';
import { arraysOf, clonesOf } from './lun-facts.ts';
import { quarantineUntil } from './quarantine-until.ts';

export async function gatherDeleteVms(
  db: Db,
  { vmIds }: ProcedureInput<'delete-vms'>,
  { now }: GatherContext,
): Promise<Gathered<DeleteVmsFacts>> {
  const rows = await db.vm.findMany({
    where: { id: { in: vmIds } },
    include: vmForFact,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  const missing = missingOf('vm', vmIds, rows);
  if (missing.length > 0) return { missing };
  const vms = rows.map(vmFact);
  const hosts = await hostFacts(db, { id: { in: [...new Set(vms.map(({ hostId }) => hostId))] } });
  return {
    facts: {
      ...{ vms, hosts },
      ...(await disksOf(db, [...new Set(vms.flatMap(({ diskUniqueIds }) => diskUniqueIds))])),
      quarantineUntil: await quarantineUntil(db, now),
    },
  };
}

async function disksOf(db: Db, uniqueIds: string[]) {
  const spellings = [...new Set(uniqueIds.flatMap((id) => [id, id.toLowerCase()]))];
  const rows = await db.lun.findMany({ where: { uniqueId: { in: spellings } }, include: lunForFact });
  const luns = rows.map(lunFact);
  const sets = await db.maskingSet.findMany({
    where: { presentations: { some: { lunId: { in: rows.map(({ id }) => id) } } } },
    include: maskingSetForFact,
  });
  const users = await db.vmDisk.findMany({
    where: { uniqueId: { in: spellings } },
    select: { uniqueId: true, vm: { select: { id: true, name: true } } },
    orderBy: [{ vm: { name: 'asc' } }, { vmId: 'asc' }],
  });
  return {
    luns,
    arrays: await arraysOf(db, luns),
    maskingSets: sets.map(maskingSetFact),
    clones: await clonesOf(db, luns),
    users: users.map(({ uniqueId, vm }) => ({ uniqueId, vmId: vm.id, vm: vm.name })),
  };
}
