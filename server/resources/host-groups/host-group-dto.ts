import type { z } from 'zod';
import type { HostGroupDto } from '#contract/api/fabric.ts';
import type { Prisma } from '#server/db/client.ts';

export const hostGroupInclude = { _count: { select: { hosts: true } } } as const satisfies Prisma.HostGroupInclude;
type Row = Prisma.HostGroupGetPayload<{ include: typeof hostGroupInclude }>;

export function hostGroupDto({ id, name, _count }: Row): z.input<typeof HostGroupDto> {
  return { id, name, hosts: _count.hosts };
}
