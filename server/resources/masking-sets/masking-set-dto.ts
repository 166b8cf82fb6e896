import type { z } from 'zod';
import type { MaskingSetDto } from '#contract/api/fabric.ts';
import { type Prisma, pool } from '#server/db/client.ts';
import { initiatorOwners, type Owner } from '#server/fabric/initiator-owners.ts';

export const maskingSetInclude = {
  array: { select: { id: true, name: true } },
  initiators: { select: { name: true }, orderBy: { name: 'asc' } },
} as const satisfies Prisma.MaskingSetInclude;
type Row = Prisma.MaskingSetGetPayload<{ include: typeof maskingSetInclude }>;
type Dto = z.input<typeof MaskingSetDto>;

/** LUNs named for one masking set: a set may hold thousands, and a list shows a few of each; the LUNs have a list of their own. */
const MOST_LUNS = { list: 20, item: 1_000 };

/** Masking sets with their first LUNs and whose initiators they hold: two queries, however many sets. */
export async function maskingSetDtos(rows: Row[], shown: keyof typeof MOST_LUNS): Promise<Dto[]> {
  const [luns, owners] = await Promise.all([
    lunsOf(
      rows.map(({ id }) => id),
      MOST_LUNS[shown],
    ),
    initiatorOwners(rows.flatMap(({ initiators }) => initiators.map(({ name }) => name))),
  ]);
  return rows.map(({ id, key, name, array, initiators }) => {
    const names = initiators.map((initiator) => initiator.name);
    const { total = 0, first = [] } = luns.get(id) ?? {};
    return {
      id,
      key,
      name,
      array,
      initiators: names,
      luns: first,
      lunCount: total,
      usedBy: once(names.flatMap(owners)),
    };
  });
}

function once(owners: Owner[]): Owner[] {
  return [...new Map(owners.map((owner) => [owner.id, owner])).values()];
}

type LunRow = { setId: string; total: number; id: string; name: string; access: string };

async function lunsOf(setIds: string[], most: number) {
  const { rows } = await pool.query<LunRow>(
    `SELECT "setId", total, id, name, access FROM (
       SELECT p."maskingSetId" AS "setId", l.id, l.name, p.access,
         count(*) OVER (PARTITION BY p."maskingSetId")::int AS total,
         row_number() OVER (PARTITION BY p."maskingSetId" ORDER BY l.name, l.id) AS place
       FROM "Presentation" p JOIN "Lun" l ON l.id = p."lunId" WHERE p."maskingSetId" = ANY($1::uuid[])
     ) ranked WHERE place <= $2 ORDER BY "setId", place`,
    [setIds, most],
  );
  const bySet = new Map<string, { total: number; first: Dto['luns'] }>();
  for (const { setId, total, id, name, access } of rows) {
    const entry = bySet.get(setId) ?? { total, first: [] };
    entry.first.push({ lun: { id, name }, access: access === 'read-only' ? 'read-only' : 'read-write' });
    bySet.set(setId, entry);
  }
  return bySet;
}
