import type { z } from 'zod';
import type { InitiatorDto } from '#contract/api/fabric.ts';
import type { Prisma } from '#server/db/client.ts';
import { initiatorOwners } from '#server/fabric/initiator-owners.ts';

export const initiatorInclude = {
  maskingSet: { select: { id: true, name: true } },
} as const satisfies Prisma.InitiatorInclude;
type Row = Prisma.InitiatorGetPayload<{ include: typeof initiatorInclude }>;

/** Initiators with who logs in under their name. */
export async function initiatorDtos(rows: Row[]): Promise<z.input<typeof InitiatorDto>[]> {
  const owners = await initiatorOwners(rows.map(({ name }) => name));
  return rows.map(({ id, name, maskingSet }) => ({ id, name, maskingSet, owner: owners(name)[0] ?? null }));
}
