import { z } from 'zod';
import { LunDto } from '#contract/api/fabric.ts';
import { db, type Prisma } from '#server/db/client.ts';
import { source, sourceColumns } from '#server/fabric/source.ts';
import { lunUsers } from './lun-users.ts';

const ref = { id: true, name: true } as const;
export const lunInclude = {
  array: { select: { ...ref, missingSince: true, agent: { select: sourceColumns } } },
  pool: { select: ref },
  presentations: {
    select: { access: true, maskingSet: { select: ref } },
    orderBy: { maskingSet: { name: 'asc' } },
  },
} as const satisfies Prisma.LunInclude;
type Row = Prisma.LunGetPayload<{ include: typeof lunInclude }>;
type Dto = z.input<typeof LunDto>;

const { kind } = LunDto.shape;
const Sessions = z.array(z.string()).catch([]);

/** LUNs with their parents, clones and users: a fixed number of queries, however many LUNs. */
export async function lunDtos(rows: Row[]): Promise<Dto[]> {
  const [parents, clones, users] = await Promise.all([parentsOf(rows), clonesOf(rows), lunUsers(rows)]);
  return rows.map((row) => {
    const { id, uniqueId, name, chainDepth, targetIqn, portal, lunNumber } = row;
    const { missingSince, agent, ...array } = row.array;
    const access = row.presentations.map((presentation) => accessOf(presentation.access));
    return {
      ...{ id, uniqueId, name, array, pool: row.pool, chainDepth, targetIqn, portal, lunNumber },
      sizeBytes: Number(row.sizeBytes),
      usedBytes: row.usedBytes === null ? null : Number(row.usedBytes),
      kind: kind.catch('data').parse(row.kind),
      parent: (row.parentUniqueId && parents.get(onArray(row.arrayId, row.parentUniqueId))) || null,
      clones: clones.get(onArray(row.arrayId, uniqueId)) ?? 0,
      access: accessOfAll(access),
      sealedAt: row.sealedAt?.toISOString() ?? null,
      state: row.quarantinedUntil ? 'quarantined' : access.length > 0 ? 'presented' : 'unmasked',
      quarantinedUntil: row.quarantinedUntil?.toISOString() ?? null,
      presentations: row.presentations.map((p) => ({ maskingSet: p.maskingSet, access: accessOf(p.access) })),
      sessions: Sessions.parse(row.sessions),
      usedBy: users(uniqueId),
      source: source(agent, missingSince !== null),
    };
  });
}

type Access = 'read-write' | 'read-only';
/** What is not known to be read-only must be taken for writable. */
const accessOf = (text: string): Access => (text === 'read-only' ? 'read-only' : 'read-write');

function accessOfAll(access: Access[]): Dto['access'] {
  const [first] = access;
  if (!first) return 'none';
  return access.every((one) => one === first) ? first : 'mixed';
}

const onArray = (arrayId: string, uniqueId: string): string => `${arrayId} ${uniqueId}`;

async function parentsOf(rows: Row[]): Promise<Map<string, { id: string; name: string }>> {
  const uniqueIds = rows.flatMap(({ parentUniqueId }) => (parentUniqueId ? [parentUniqueId] : []));
  if (uniqueIds.length === 0) return new Map();
  const parents = await db.lun.findMany({
    where: { uniqueId: { in: [...new Set(uniqueIds)] } },
    select: { ...ref, arrayId: true, uniqueId: true },
  });
  return new Map(parents.map(({ id, name, arrayId, uniqueId }) => [onArray(arrayId, uniqueId), { id, name }]));
}

async function clonesOf(rows: Row[]): Promise<Map<string, number>> {
  const counts = await db.lun.groupBy({
    by: ['arrayId', 'parentUniqueId'],
    where: { parentUniqueId: { in: rows.map(({ uniqueId }) => uniqueId) } },
    _count: true,
  });
  return new Map(counts.map(({ arrayId, parentUniqueId, _count }) => [onArray(arrayId, parentUniqueId ?? ''), _count]));
}
