import type { z } from 'zod';
import { ArrayCapabilities } from '#contract/agent/inventory.ts';
import type { ArrayDto } from '#contract/api/fabric.ts';
import type { Prisma } from '#server/db/client.ts';
import { db } from '#server/db/client.ts';
import { source, sourceColumns } from '#server/fabric/source.ts';

export const arrayInclude = { agent: { select: sourceColumns } } as const satisfies Prisma.ArrayInclude;
type Row = Prisma.ArrayGetPayload<{ include: typeof arrayInclude }>;

/** What nothing is known of, rather than a list that cannot be shown. */
const NO_CAPABILITIES: z.infer<typeof ArrayCapabilities> = {
  sealRequiredBeforeClone: true,
  maxChainDepth: null,
  maxLuns: null,
  maxClonesPerParent: null,
  snapshot: false,
  clone: false,
  preferredAllocation: null,
  registrationLimit: null,
  registrationProbe: false,
};

/** Arrays with the sums of their pools and LUNs: two queries, however many arrays. */
export async function arrayDtos(rows: Row[]): Promise<z.input<typeof ArrayDto>[]> {
  const where = { arrayId: { in: rows.map(({ id }) => id) } };
  const [pools, luns] = await Promise.all([
    db.pool.groupBy({ by: 'arrayId', where, _sum: { sizeBytes: true, usedBytes: true } }),
    db.lun.groupBy({ by: 'arrayId', where, _count: true, _sum: { sizeBytes: true } }),
  ]);
  const room = new Map(pools.map(({ arrayId, _sum }) => [arrayId, _sum]));
  const content = new Map(luns.map((sums) => [sums.arrayId, sums]));
  return rows.map((row) => {
    const { id, name, vendor, model, version, platform, transport } = row;
    const capabilities = ArrayCapabilities.catch(NO_CAPABILITIES).parse(row.capabilities);
    return {
      ...{ id, name, vendor, model, version, platform, transport, capabilities },
      luns: content.get(id)?._count ?? 0,
      sizeBytes: Number(room.get(id)?.sizeBytes ?? 0),
      usedBytes: Number(room.get(id)?.usedBytes ?? 0),
      provisionedBytes: Number(content.get(id)?._sum.sizeBytes ?? 0),
      source: source(row.agent, row.missingSince !== null),
    };
  });
}
