import type { DriftCheck } from './drift-check.ts';

type Row = { id: string; name: string; array: string; percent: number };

const WARNING_PERCENT = 80;
const CRITICAL_PERCENT = 90;

/** Pools that run out of room: clones are thin, so a full pool stops every VM on it at once. */
export const fullPools: DriftCheck = {
  name: 'full-pools',
  find: async (tx) => {
    const { rows } = await tx.query<Row>(
      `SELECT p.id, p.name, a.name AS array, floor(100.0 * p."usedBytes" / p."sizeBytes")::int AS percent
       FROM "Pool" p JOIN "Array" a ON a.id = p."arrayId"
       WHERE p."sizeBytes" > 0 AND p."usedBytes"::numeric * 100 > p."sizeBytes"::numeric * $1`,
      [WARNING_PERCENT],
    );
    return rows.map(({ id, name, array, percent }) => ({
      about: id,
      code: 'pool_filling',
      severity: percent >= CRITICAL_PERCENT ? 'critical' : 'warning',
      title: `${name} on ${array} is ${percent} % full`,
      reason: `From ${CRITICAL_PERCENT} % on it is urgent. Its LUNs are thin: when it is full, every VM on it stops.`,
      remedy: { sentence: 'Destroy LUNs whose quarantine is over, move VMs to another pool, or add disks.' },
      object: { kind: 'pool', id, name },
    }));
  },
};
