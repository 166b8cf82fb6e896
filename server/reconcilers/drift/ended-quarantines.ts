import { type DriftCheck, listed } from './drift-check.ts';

type Row = { id: string; name: string; lunIds: string[]; names: string[] };

/** What one plan takes. */
const MAX_LUNS = 1_000;

/** LUNs whose quarantine is over: nothing destroys them by itself, a person does, with a plan. One finding per array. */
export const endedQuarantines: DriftCheck = {
  name: 'ended-quarantines',
  find: async (tx) => {
    const { rows } = await tx.query<Row>(`
      SELECT a.id, a.name, array_agg(l.id ORDER BY l.id) AS "lunIds", array_agg(l.name ORDER BY l.id) AS names
      FROM "Lun" l JOIN "Array" a ON a.id = l."arrayId"
      WHERE l."quarantinedUntil" <= now()
        AND NOT EXISTS (SELECT 1 FROM "Lock" k WHERE k.key IN ('lun:' || l.id, 'golden:' || l.id))
      GROUP BY a.id, a.name`);
    return rows.map(({ id, name, lunIds, names }) => ({
      about: id,
      code: 'quarantine_over',
      severity: 'info',
      title: `${lunIds.length} quarantined ${lunIds.length === 1 ? 'LUN' : 'LUNs'} on ${name} can be destroyed`,
      reason: `The time in which they could be restored is over: ${listed(names)}. Until they are destroyed they take room.`,
      remedy: {
        sentence: 'Destroy them for good.',
        procedure: 'purge-luns',
        input: { lunIds: lunIds.slice(0, MAX_LUNS) },
      },
      object: { kind: 'array', id, name },
    }));
  },
};
