import type { ProcedureInput } from '#contract/api/plans.ts';
import type { ConsolidateCsvsFacts } from '#domain/procedures/csv-facts.ts';
import type { Db } from '#server/db/client.ts';
import { csvFacts } from './csv-facts.ts';
import { type GatherContext, type Gathered, missingOf } from './gathered.ts';
import { hostFacts, vmFact, vmForFact } from './host-facts.ts';
import { arraysOf } from './lun-facts.ts';
import { quarantineUntil } from './quarantine-until.ts';

export async function gatherConsolidateCsvs(
  db: Db,
  { moves, retireLunIds }: ProcedureInput<'consolidate-csvs'>,
  { now }: GatherContext,
): Promise<Gathered<ConsolidateCsvsFacts>> {
  const vmIds = [...new Set(moves.map(({ vmId }) => vmId))];
  const lunIds = [...new Set([...moves.flatMap(({ fromLunId, toLunId }) => [fromLunId, toLunId]), ...retireLunIds])];
  const rows = await db.vm.findMany({
    where: { id: { in: vmIds } },
    include: vmForFact,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  const csvs = await csvFacts(db, { id: { in: lunIds } });
  const luns = csvs.map(({ lun }) => lun);
  const missing = [...missingOf('vm', vmIds, rows), ...missingOf('lun', lunIds, luns)];
  if (missing.length > 0) return { missing };
  return {
    facts: {
      ...{ vms: rows.map(vmFact), csvs },
      arrays: await arraysOf(db, luns),
      hosts: await hostFacts(db, {}),
      quarantineUntil: await quarantineUntil(db, now),
    },
  };
}
