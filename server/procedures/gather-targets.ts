import type { HostFact, MaskingSetFact } from '#domain/fabric/facts.ts';
import { hostSetKey } from '#domain/procedures/clone-facts.ts';
import type { Db } from '#server/db/client.ts';
import { maskingSetFact, maskingSetForFact } from '#server/fabric/row-facts.ts';
import { type Missing, missingOf } from './gathered.ts';
import { hostFacts } from './host-facts.ts';

export type Targets = { hosts: HostFact[]; cluster: { id: string; name: string } | null; missing: Missing[] };

/** The hosts asked for by id, or those of the cluster asked for. */
export async function gatherTargets(
  db: Db,
  input: { hostIds?: string[] | undefined; clusterId?: string | undefined },
): Promise<Targets> {
  const { hostIds, clusterId } = input;
  if (clusterId === undefined) {
    const asked = hostIds ?? [];
    const hosts = await hostFacts(db, { id: { in: asked } });
    return { hosts, cluster: null, missing: missingOf('host', asked, hosts) };
  }
  const cluster = await db.cluster.findUnique({ where: { id: clusterId }, select: { id: true, name: true } });
  if (!cluster) return { hosts: [], cluster: null, missing: [{ kind: 'cluster', id: clusterId }] };
  return { hosts: await hostFacts(db, { clusterId }), cluster, missing: [] };
}

/** Masking sets of the array that hold an initiator of one of the hosts, or have the key Heddle would give one. */
export function hostSetsOf(db: Db, arrayId: string, hosts: readonly HostFact[]): Promise<MaskingSetFact[]> {
  const keys = hosts.map((host) => hostSetKey(host.id));
  return maskingSetsOf(db, arrayId, hosts, keys);
}

/** Masking sets of the array that hold an initiator of one of the hosts, or have one of the keys. */
export async function maskingSetsOf(
  db: Db,
  arrayId: string,
  hosts: readonly HostFact[],
  keys: string[],
): Promise<MaskingSetFact[]> {
  const initiators = hosts.flatMap((host) => host.initiators.map((name) => name.toLowerCase()));
  const ids = await db.$queryRaw<{ id: string }[]>`
    SELECT m.id FROM "MaskingSet" m WHERE m."arrayId" = ${arrayId}::uuid AND (m.key = ANY(${keys}) OR EXISTS (
      SELECT 1 FROM "Initiator" i WHERE i."maskingSetId" = m.id AND lower(i.name) = ANY(${initiators})))`;
  const rows = await db.maskingSet.findMany({
    where: { id: { in: ids.map(({ id }) => id) } },
    include: maskingSetForFact,
    orderBy: { key: 'asc' },
  });
  return rows.map(maskingSetFact);
}
