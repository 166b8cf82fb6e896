import type { ArrayFact, CloneFact, DiskFact, LibraryServerFact, LunFact, PoolFact } from '#domain/fabric/facts.ts';
import type { GoldenFacts } from '#domain/fabric/golden.ts';
import type { Db, Prisma } from '#server/db/client.ts';
import {
  arrayFact,
  arrayForFact,
  diskFact,
  libraryServerFact,
  libraryServerForFact,
  lunFact,
  lunForFact,
  maskingSetFact,
  maskingSetForFact,
  poolFact,
  virtualDiskFact,
} from './row-facts.ts';

export const templateForFacts = { virtualDisk: { include: { share: true } } } as const satisfies Prisma.TemplateInclude;
export type TemplateRow = Prisma.TemplateGetPayload<{ include: typeof templateForFacts }>;

/**
 * What is known around the golden LUNs of templates, in the order of the templates: a fixed number of queries, however
 * many they are. `mountPathKey` is for a template whose operator gave one; null = the default.
 */
export async function goldenFacts(db: Db, templates: TemplateRow[], mountPathKey: string | null = null) {
  const serverIds = templates.flatMap(({ virtualDisk }) => (virtualDisk ? [virtualDisk.libraryServerId] : []));
  const servers = (await db.libraryServer.findMany({ include: libraryServerForFact })).map(libraryServerFact);
  const disks = await disksAround(db, serverIds);
  const storage = await storageBehind(db, disks);
  return templates.map((template): GoldenFacts => {
    const server = servers.find(({ id }) => id === template.virtualDisk?.libraryServerId) ?? null;
    return {
      ...templatePart(template, mountPathKey),
      libraryServer: server,
      ...around(disks, storage, server),
      libraryServers: servers,
    };
  });
}

function templatePart(template: TemplateRow, mountPathKey: string | null) {
  const { id, name, virtualDiskId, cpus, memoryBytes, isoInDrive, virtualDisk } = template;
  const share = virtualDisk?.share;
  return {
    template: { id, name, virtualDiskId, cpus, memoryBytes: Number(memoryBytes), isoInDrive },
    mountPathKey,
    virtualDisk: virtualDisk ? virtualDiskFact(virtualDisk) : null,
    share: share ? { id: share.id, libraryServerId: share.libraryServerId, path: share.path } : null,
  };
}

/** Every disk of these library servers, and what the others see of the same LUNs. */
async function disksAround(db: Db, serverIds: string[]): Promise<DiskFact[]> {
  const own = await db.libraryDisk.findMany({ where: { libraryServerId: { in: serverIds } } });
  const uniqueIds = [...new Set(own.map(({ uniqueId }) => uniqueId))];
  const others = { uniqueId: { in: uniqueIds }, libraryServerId: { notIn: serverIds } };
  return [...own, ...(await db.libraryDisk.findMany({ where: others }))].map(diskFact);
}

type Storage = Pick<GoldenFacts, 'maskingSets' | 'hostInitiators' | 'usedBy'> & {
  luns: LunFact[];
  arrays: ArrayFact[];
  pools: PoolFact[];
  clones: CloneFact[];
};

async function storageBehind(db: Db, disks: DiskFact[]): Promise<Storage> {
  const uniqueIds = [...new Set(disks.flatMap(({ uniqueId }) => [uniqueId, uniqueId.toLowerCase()]))];
  const luns = (await db.lun.findMany({ where: { uniqueId: { in: uniqueIds } }, include: lunForFact })).map(lunFact);
  const where = { id: { in: [...new Set(luns.map(({ arrayId }) => arrayId))] } };
  // One after the other: all of them may be one transaction, and that is one connection.
  const arrays = await db.array.findMany({ where, include: arrayForFact });
  const pools = await poolsOf(db, luns);
  const sets = await db.maskingSet.findMany({
    where: { presentations: { some: { lunId: { in: luns.map(({ id }) => id) } } } },
    include: maskingSetForFact,
  });
  const clones = await clonesOf(db, luns);
  const vmDisks = await db.vmDisk.findMany({
    where: { uniqueId: { in: uniqueIds } },
    select: { uniqueId: true, vm: { select: { name: true } } },
  });
  const maskingSets = sets.map(maskingSetFact);
  const hostInitiators = await hostsBehind(db, new Set(maskingSets.flatMap(({ initiators }) => initiators)));
  const usedBy = vmDisks.map(({ uniqueId, vm }) => ({ uniqueId, vm: vm.name }));
  return { luns, arrays: arrays.map(arrayFact), pools, maskingSets, clones, hostInitiators, usedBy };
}

async function poolsOf(db: Db, luns: LunFact[]): Promise<PoolFact[]> {
  const poolIds = [...new Set(luns.map(({ poolId }) => poolId))];
  const rows = await db.pool.findMany({ where: { id: { in: poolIds } } });
  const sums = await db.lun.groupBy({ by: 'poolId', where: { poolId: { in: poolIds } }, _sum: { sizeBytes: true } });
  const provisioned = new Map(sums.map(({ poolId, _sum }) => [poolId, _sum.sizeBytes]));
  return rows.map((row) => poolFact(row, provisioned.get(row.id) ?? null));
}

async function clonesOf(db: Db, luns: LunFact[]): Promise<CloneFact[]> {
  const rows = await db.lun.findMany({
    where: { parentUniqueId: { in: luns.map(({ uniqueId }) => uniqueId) } },
    select: { arrayId: true, parentUniqueId: true, name: true, quarantinedUntil: true },
    orderBy: { name: 'asc' },
  });
  return rows.map(({ arrayId, parentUniqueId, name, quarantinedUntil }) => ({
    ...{ arrayId, name, parentUniqueId: parentUniqueId ?? '' },
    quarantinedUntil: quarantinedUntil?.toISOString() ?? null,
  }));
}

async function hostsBehind(db: Db, initiators: Set<string>): Promise<GoldenFacts['hostInitiators']> {
  const hosts = await db.host.findMany({ select: { name: true, initiators: true } });
  return hosts.flatMap(({ name, initiators: own }) =>
    (Array.isArray(own) ? own : []).flatMap((one) =>
      typeof one === 'string' && initiators.has(one) ? [{ initiator: one, host: name }] : [],
    ),
  );
}

/** The part of it that one library server's disks lead to: with many templates each looks through its own alone. */
function around(disks: DiskFact[], storage: Storage, server: LibraryServerFact | null) {
  const own = new Set(disks.filter((d) => d.libraryServerId === server?.id).map((d) => d.uniqueId.toLowerCase()));
  const isOwn = ({ uniqueId }: { uniqueId: string }) => own.has(uniqueId.toLowerCase());
  const luns = storage.luns.filter(isOwn);
  const arrayIds = new Set(luns.map(({ arrayId }) => arrayId));
  return {
    disks: disks.filter(isOwn),
    luns,
    arrays: storage.arrays.filter(({ id }) => arrayIds.has(id)),
    pools: storage.pools,
    maskingSets: storage.maskingSets.filter(({ arrayId }) => arrayIds.has(arrayId)),
    clones: storage.clones.filter(({ parentUniqueId }) => own.has(parentUniqueId.toLowerCase())),
    hostInitiators: storage.hostInitiators,
    usedBy: storage.usedBy.filter(isOwn),
  };
}
