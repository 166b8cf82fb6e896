import type { z } from 'zod';
import type { VirtualDiskDto } from '#contract/api/fabric.ts';
import type { Prisma } from '#server/db/client.ts';
import { lunsOfFiles } from '#server/fabric/disk-luns.ts';

const ref = { id: true, name: true } as const;
export const virtualDiskInclude = {
  share: { select: { id: true, path: true } },
  libraryServer: { select: ref },
  templates: { select: ref, orderBy: { name: 'asc' } },
} as const satisfies Prisma.VirtualDiskInclude;
type Row = Prisma.VirtualDiskGetPayload<{ include: typeof virtualDiskInclude }>;

/** Virtual disks with the LUN they lie on: a fixed number of queries, however many. */
export async function virtualDiskDtos(rows: Row[]): Promise<z.input<typeof VirtualDiskDto>[]> {
  const luns = await lunsOfFiles(rows);
  return rows.map((row) => {
    const { id, file, directory, format, generalised, otherFiles, share, libraryServer, templates } = row;
    const lun = luns.get(id) ?? null;
    return {
      ...{ id, file, directory, format, generalised, otherFiles, share, libraryServer, templates, lun },
      sizeBytes: Number(row.sizeBytes),
    };
  });
}
