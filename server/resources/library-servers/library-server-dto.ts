import { z } from 'zod';
import type { LibraryServerDto } from '#contract/api/fabric.ts';
import type { Prisma } from '#server/db/client.ts';
import { source, sourceColumns } from '#server/fabric/source.ts';

export const libraryServerInclude = {
  agent: { select: sourceColumns },
  _count: { select: { shares: true, virtualDisks: true } },
} as const satisfies Prisma.LibraryServerInclude;
type Row = Prisma.LibraryServerGetPayload<{ include: typeof libraryServerInclude }>;

const Initiators = z.array(z.string()).catch([]);

export function libraryServerDto(row: Row): z.input<typeof LibraryServerDto> {
  const { id, name, fqdn, version, transport, _count } = row;
  return {
    ...{ id, name, fqdn, version, transport, ..._count },
    initiators: Initiators.parse(row.initiators),
    source: source(row.agent, row.missingSince !== null),
  };
}
