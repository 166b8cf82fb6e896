import type { TakenName } from '#domain/procedures/clone-facts.ts';
import type { Db } from '#server/db/client.ts';

/** `arrayId` null: LUN names are not asked for, since it is not known on which array they would be. */
export type NamesWanted = {
  names: readonly string[];
  vms: boolean;
  arrayId: string | null;
  exceptJobId: string | null;
};

/**
 * Which of these names are in use, or will be: rows of jobs that have not ended make them. A LUN in quarantine does not
 * keep its name, so that a VM can be made anew while the old disk is still there. The job named is the plan's own.
 */
export async function takenNames(db: Db, { names, vms, arrayId, exceptJobId }: NamesWanted): Promise<TakenName[]> {
  if (names.length === 0) return [];
  const wanted = names.map((name) => name.toLowerCase());
  const used = await db.$queryRaw<{ kind: 'vm' | 'lun'; name: string }[]>`
    SELECT 'vm' AS kind, v.name FROM "Vm" v
      WHERE ${vms} AND (lower(v.name) = ANY(${wanted}) OR lower(v.hostname) = ANY(${wanted}))
    UNION
    SELECT 'lun' AS kind, l.name FROM "Lun" l
      WHERE l."arrayId" = ${arrayId}::uuid AND l."quarantinedUntil" IS NULL AND lower(l.name) = ANY(${wanted})
    ORDER BY kind DESC, name`;
  const reserved = await db.$queryRaw<{ kind: 'vm' | 'lun'; name: string; by: string }[]>`
    SELECT DISTINCT CASE r.row->>'operation' WHEN 'vm.create' THEN 'vm' ELSE 'lun' END AS kind,
        r.row->'params'->>'name' AS name, j.title AS by
      FROM "Job" j JOIN "PlanRow" r ON r."planId" = j."planId"
      LEFT JOIN "Array" a ON a.id = ${arrayId}::uuid
      WHERE j.state NOT IN ('succeeded', 'partially_succeeded', 'undone', 'abandoned')
        AND j.id IS DISTINCT FROM ${exceptJobId}::uuid
        AND j.procedure IN ('clone-vms', 'clone-luns', 'create-csv')
        AND ((${vms} AND r.row->>'operation' = 'vm.create')
          OR (r.row->>'operation' IN ('lun.clone', 'lun.create') AND r.row->>'agentId' = a."agentId"::text AND r.row->>'system' = a.system))
        AND lower(r.row->'params'->>'name') = ANY(${wanted})
      ORDER BY kind DESC, name, by`;
  const inUse = new Set(used.map(({ kind, name }) => `${kind} ${name.toLowerCase()}`));
  return [
    ...used.map(({ kind, name }) => ({ kind, name, by: null })),
    ...reserved.filter(({ kind, name }) => !inUse.has(`${kind} ${name.toLowerCase()}`)),
  ];
}
