import type { z } from 'zod';
import { VmDto } from '#contract/api/fabric.ts';
import type { Prisma } from '#server/db/client.ts';
import { lunsByUniqueId } from '#server/fabric/lun-refs.ts';
import { source, sourceColumns } from '#server/fabric/source.ts';
import { vmTemplates } from './vm-templates.ts';

const ref = { id: true, name: true } as const;
export const vmInclude = {
  host: { select: { ...ref, missingSince: true, cluster: { select: ref }, agent: { select: sourceColumns } } },
  disks: { select: { uniqueId: true }, orderBy: { position: 'asc' } },
} as const satisfies Prisma.VmInclude;
type Row = Prisma.VmGetPayload<{ include: typeof vmInclude }>;

const { state } = VmDto.shape;

/** VMs with their LUNs and templates: a fixed number of queries, however many VMs. */
export async function vmDtos(rows: Row[]): Promise<z.input<typeof VmDto>[]> {
  const [luns, templates] = await Promise.all([
    lunsByUniqueId(rows.flatMap(({ disks }) => disks.map(({ uniqueId }) => uniqueId))),
    vmTemplates(rows.map(({ id }) => id)),
  ]);
  return rows.map((row) => {
    const { id, key, name, ready, hostname, cpus, version, host } = row;
    return {
      ...{ id, key, name, ready, hostname, cpus, version },
      state: state.catch('stopped').parse(row.state),
      host: { id: host.id, name: host.name },
      cluster: host.cluster,
      memoryBytes: Number(row.memoryBytes),
      template: templates.get(id) ?? null,
      disks: row.disks.map(({ uniqueId }) => ({ uniqueId, lun: luns.get(uniqueId) ?? null })),
      source: source(host.agent, host.missingSince !== null),
    };
  });
}
