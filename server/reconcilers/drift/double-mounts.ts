import type { DriftCheck } from './drift-check.ts';

type Row = { uniqueId: string; servers: string[]; id: string | null; name: string | null };

/** A LUN that is mounted by more than one library server: each believes the file system to be its own. */
export const doubleMounts: DriftCheck = {
  name: 'double-mounts',
  find: async (tx) => {
    const { rows } = await tx.query<Row>(`
      SELECT d."uniqueId", array_agg(DISTINCT s.name ORDER BY s.name) AS servers,
        (array_agg(l.id))[1] AS id, (array_agg(l.name))[1] AS name
      FROM "LibraryDisk" d JOIN "LibraryServer" s ON s.id = d."libraryServerId" AND s."missingSince" IS NULL
      LEFT JOIN "Lun" l ON l."uniqueId" = d."uniqueId"
      WHERE d.online AND jsonb_array_length(d.mounts) > 0
      GROUP BY d."uniqueId" HAVING count(DISTINCT s.id) > 1`);
    return rows.map(({ uniqueId, servers, id, name }) => ({
      about: uniqueId,
      code: 'mounted_more_than_once',
      severity: 'critical',
      title: `${name ?? uniqueId} is mounted by ${servers.length} library servers`,
      reason: `${servers.join(' and ')} have it online and mounted. Only one library server may mount a golden disk, also on a highly available library.`,
      remedy: { sentence: 'Take the disk offline on all but one of them.' },
      object: { kind: 'lun', id, name: name ?? uniqueId },
    }));
  },
};
