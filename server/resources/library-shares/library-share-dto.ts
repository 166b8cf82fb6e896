import type { z } from 'zod';
import type { LibraryShareDto } from '#contract/api/fabric.ts';
import type { Prisma } from '#server/db/client.ts';

export const libraryShareInclude = {
  libraryServer: { select: { id: true, name: true } },
  _count: { select: { virtualDisks: true } },
} as const satisfies Prisma.LibraryShareInclude;
type Row = Prisma.LibraryShareGetPayload<{ include: typeof libraryShareInclude }>;

export function libraryShareDto({
  id,
  path,
  description,
  libraryServer,
  _count,
}: Row): z.input<typeof LibraryShareDto> {
  return { id, path, description, libraryServer, ..._count };
}
