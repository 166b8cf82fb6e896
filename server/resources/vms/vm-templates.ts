import { db, pool } from '#server/db/client.ts';
import { lunsOfFiles } from '#server/fabric/disk-luns.ts';

export type TemplateRef = { id: string; name: string };

/** The template whose golden LUN a VM's boot disk was cloned from, directly or through other clones, by VM id. */
export async function vmTemplates(vmIds: readonly string[]): Promise<Map<string, TemplateRef>> {
  const goldens = await goldenLuns();
  if (goldens.size === 0) return new Map();
  const { rows } = await pool.query<{ vmId: string; lunId: string }>(ancestorsSql, [vmIds, [...goldens.keys()]]);
  return new Map(
    rows.flatMap(({ vmId, lunId }) => {
      const template = goldens.get(lunId);
      return template ? [[vmId, template] as const] : [];
    }),
  );
}

/** Templates by the id of their golden LUN; of several on one LUN, the first by name. */
async function goldenLuns(): Promise<Map<string, TemplateRef>> {
  const templates = await db.template.findMany({
    select: { id: true, name: true, virtualDisk: { include: { share: { select: { path: true } } } } },
    orderBy: { name: 'desc' },
  });
  const luns = await lunsOfFiles(templates.flatMap(({ virtualDisk }) => (virtualDisk ? [virtualDisk] : [])));
  return new Map(
    templates.flatMap(({ id, name, virtualDisk }) => {
      const lun = virtualDisk && luns.get(virtualDisk.id);
      return lun ? [[lun.id, { id, name }] as const] : [];
    }),
  );
}

const ancestorsSql = `
  WITH RECURSIVE up AS (
    SELECT d."vmId", l.id, l."arrayId", l."parentUniqueId" FROM "VmDisk" d
    JOIN "Lun" l ON l."uniqueId" = d."uniqueId" WHERE d."vmId" = ANY($1::uuid[]) AND d.position = 0
    UNION
    SELECT up."vmId", p.id, p."arrayId", p."parentUniqueId" FROM up
    JOIN "Lun" p ON p."arrayId" = up."arrayId" AND p."uniqueId" = up."parentUniqueId"
  )
  SELECT "vmId", id AS "lunId" FROM up WHERE id = ANY($2::uuid[])`;
