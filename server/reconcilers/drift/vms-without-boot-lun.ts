import type { DriftCheck } from './drift-check.ts';

type Row = { id: string; name: string; host: string; uniqueId: string };

/** While an array has not been read lately, its LUNs are unknown rather than gone, so nothing is said. */
const incompleteSql = `
  SELECT 1 FROM "Agent" g WHERE g.state <> 'online' OR g."lastInventoryAt" IS NULL
  UNION ALL SELECT 1 FROM "Array" WHERE "missingSince" IS NOT NULL LIMIT 1`;

/** A VM whose boot disk no array has any more. One that a job is working on is left out. */
export const vmsWithoutBootLun: DriftCheck = {
  name: 'vms-without-boot-lun',
  find: async (tx) => {
    const { rowCount: incomplete } = await tx.query(incompleteSql);
    if (incomplete) return null;
    const { rows } = await tx.query<Row>(`
      SELECT v.id, v.name, h.name AS host, d."uniqueId"
      FROM "Vm" v JOIN "VmDisk" d ON d."vmId" = v.id AND d.position = 0 JOIN "Host" h ON h.id = v."hostId"
      WHERE NOT EXISTS (SELECT 1 FROM "Lun" l WHERE l."uniqueId" = d."uniqueId")
        AND NOT EXISTS (SELECT 1 FROM "Lock" k WHERE k.key = 'vm:' || v.id)
      ORDER BY v.id LIMIT 500`);
    return rows.map(({ id, name, host, uniqueId }) => ({
      about: id,
      code: 'vm_boot_lun_gone',
      severity: 'critical',
      title: `VM ${name} has lost its boot LUN`,
      reason: `It is to boot from ${uniqueId} on ${host}, and no array that Heddle knows has that LUN.`,
      remedy: { sentence: 'Restore the LUN on its array, add the agent of the array that holds it, or delete the VM.' },
      object: { kind: 'vm', id, name },
    }));
  },
};
