import type { z } from 'zod';
import type { ClusterDto } from '#contract/api/fabric.ts';
import type { Prisma } from '#server/db/client.ts';

export const clusterInclude = {
  hosts: { select: { id: true, name: true, _count: { select: { vms: true } } }, orderBy: { name: 'asc' } },
} as const satisfies Prisma.ClusterInclude;
type Row = Prisma.ClusterGetPayload<{ include: typeof clusterInclude }>;

export function clusterDto({ id, name, hosts }: Row): z.input<typeof ClusterDto> {
  const vms = hosts.reduce((sum, host) => sum + host._count.vms, 0);
  return { id, name, hosts: hosts.map((host) => ({ id: host.id, name: host.name })), vms };
}
