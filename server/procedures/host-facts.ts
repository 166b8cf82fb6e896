import { z } from 'zod';
import type { HostFact, VmFact } from '#domain/fabric/facts.ts';
import { isStale } from '#server/agents/staleness.ts';
import type { Db, Prisma } from '#server/db/client.ts';

const Texts = z.array(z.string()).catch([]);
const states: readonly string[] = ['stopped', 'starting', 'running'] satisfies VmFact['state'][];

/** Hosts with what their VMs take of them: two queries, however many they are. By name. */
export async function hostFacts(db: Db, where: Prisma.HostWhereInput): Promise<HostFact[]> {
  const rows = await db.host.findMany({
    where,
    include: { agent: { select: { state: true, lastSeenAt: true } }, hostGroup: true, cluster: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  const sums = await db.vm.groupBy({
    by: 'hostId',
    where: { hostId: { in: rows.map(({ id }) => id) } },
    _sum: { memoryBytes: true },
    _count: true,
  });
  const loads = new Map(sums.map((sum) => [sum.hostId, sum]));
  return rows.map((row): HostFact => {
    const { id, name, agentId, system, channels, cpus, clusterId } = row;
    const load = loads.get(id);
    return {
      ...{ id, name, agentId, system, channels, cpus, clusterId },
      transport: row.transport === 'fc' ? 'fc' : 'iscsi',
      reachable: row.agent.state === 'online' && row.missingSince === null && !isStale(row.agent),
      initiators: Texts.parse(row.initiators),
      memoryBytes: Number(row.memoryBytes),
      memoryUsedBytes: Number(load?._sum.memoryBytes ?? 0),
      vmCount: load?._count ?? 0,
      hostGroup: row.hostGroup?.name ?? null,
      clusterName: row.cluster?.name ?? null,
    };
  });
}

export const vmForFact = { disks: { select: { uniqueId: true }, orderBy: { position: 'asc' } } } as const;
type VmRow = Prisma.VmGetPayload<{ include: typeof vmForFact }>;

export function vmFact({ id, key, name, hostname, hostId, state, cpus, memoryBytes, disks }: VmRow): VmFact {
  return {
    ...{ id, key, name, hostname, hostId, cpus },
    // What is not known to be stopped is stopped first.
    state: states.includes(state) ? (state as VmFact['state']) : 'running',
    memoryBytes: Number(memoryBytes),
    diskUniqueIds: disks.map(({ uniqueId }) => uniqueId),
  };
}
