import { z } from 'zod';
import type { HostDto } from '#contract/api/fabric.ts';
import { db, type Prisma } from '#server/db/client.ts';
import { source, sourceColumns } from '#server/fabric/source.ts';

export const hostInclude = {
  agent: { select: sourceColumns },
  cluster: { select: { id: true, name: true } },
  hostGroup: { select: { name: true } },
} as const satisfies Prisma.HostInclude;
type Row = Prisma.HostGetPayload<{ include: typeof hostInclude }>;

const Initiators = z.array(z.string()).catch([]);

/** Hosts with the number and the memory of their VMs: one query, however many hosts. */
export async function hostDtos(rows: Row[]): Promise<z.input<typeof HostDto>[]> {
  const where = { hostId: { in: rows.map(({ id }) => id) } };
  const vms = await db.vm.groupBy({ by: 'hostId', where, _count: true, _sum: { memoryBytes: true } });
  const content = new Map(vms.map((sums) => [sums.hostId, sums]));
  return rows.map((row) => {
    const { id, name, fqdn, hypervisor, version, transport, channels, cpus, cluster } = row;
    return {
      ...{ id, name, fqdn, hypervisor, version, transport, channels, cpus, cluster },
      initiators: Initiators.parse(row.initiators),
      memoryBytes: Number(row.memoryBytes),
      memoryUsedBytes: Number(content.get(id)?._sum.memoryBytes ?? 0),
      vms: content.get(id)?._count ?? 0,
      hostGroup: row.hostGroup?.name ?? null,
      source: source(row.agent, row.missingSince !== null),
    };
  });
}
