import type { z } from 'zod';
import type { LineageDto } from '#contract/api/templates.ts';
import { resolveChain } from '#domain/fabric/chain.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db, pool } from '#server/db/client.ts';
import { notFound } from '#server/errors.ts';
import { goldenFacts, templateForFacts } from '#server/fabric/golden-facts.ts';

type Dto = z.input<typeof LineageDto>;
type Row = {
  id: string;
  name: string;
  uniqueId: string;
  parentUniqueId: string | null;
  depth: number;
  kind: string;
  access: string;
  quarantinedUntil: Date | null;
  vm: { id: string; name: string } | null;
  host: { id: string; name: string } | null;
};

/** The golden LUN of a template and everything cloned from it, parents before children. @throws ProblemError `not_found`. */
export async function getLineage(actor: Actor, id: string): Promise<Dto> {
  requireRole(actor, 'viewer');
  const template = await db.template.findUnique({ where: { id }, include: templateForFacts });
  if (!template) throw notFound('template', id);
  const [golden] = await goldenFacts(db, [template]);
  const chain = golden && resolveChain(golden);
  if (!chain?.lun || !chain.array) return { root: null, maxChainDepth: null, nodes: [] };
  const { rows } = await pool.query<Row>(lineageSql, [chain.lun.id]);
  return {
    root: { id: chain.lun.id, name: chain.lun.name },
    maxChainDepth: chain.array.maxChainDepth,
    nodes: rows.map(({ id: lunId, name, quarantinedUntil, ...node }) => {
      return { ...node, lun: { id: lunId, name }, quarantinedUntil: quarantinedUntil?.toISOString() ?? null };
    }),
  };
}

/** UNION (not ALL) ends a circle that a confused array might report. */
const lineageSql = `
  WITH RECURSIVE line AS (
    SELECT l.id, l."arrayId", l."uniqueId" FROM "Lun" l WHERE l.id = $1
    UNION
    SELECT c.id, c."arrayId", c."uniqueId" FROM "Lun" c
    JOIN line p ON c."arrayId" = p."arrayId" AND c."parentUniqueId" = p."uniqueId"
  )
  SELECT l.id, l.name, l."uniqueId", l."parentUniqueId", l."chainDepth" AS depth, l.kind, l."quarantinedUntil",
    COALESCE((SELECT CASE WHEN count(DISTINCT p.access) > 1 THEN 'mixed' ELSE max(p.access) END
      FROM "Presentation" p WHERE p."lunId" = l.id), 'none') AS access,
    user_.vm, user_.host
  FROM line JOIN "Lun" l ON l.id = line.id
  LEFT JOIN LATERAL (
    SELECT jsonb_build_object('id', v.id, 'name', v.name) AS vm, jsonb_build_object('id', h.id, 'name', h.name) AS host
    FROM "VmDisk" d JOIN "Vm" v ON v.id = d."vmId" JOIN "Host" h ON h.id = v."hostId"
    WHERE d."uniqueId" = l."uniqueId" ORDER BY d.position, v.name LIMIT 1
  ) user_ ON true
  ORDER BY l."chainDepth", l.name, l.id`;
