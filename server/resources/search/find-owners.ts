import { pool } from '#server/db/client.ts';
import { TAKE } from './find-fabric.ts';
import type { Hit } from './rank-hits.ts';

/** Who logs in under an initiator name: hosts and library servers keep theirs in a JSON list. `pattern` is a LIKE pattern. */
export async function findOwners(pattern: string): Promise<Hit[]> {
  const owners = (table: 'Host' | 'LibraryServer', kind: string) => `
    (SELECT '${kind}' AS kind, owner.id, owner.name, initiator AS detail
     FROM "${table}" AS owner, jsonb_array_elements_text(owner.initiators) AS initiator
     WHERE jsonb_typeof(owner.initiators) = 'array' AND initiator ILIKE $1 ORDER BY owner.name LIMIT ${TAKE})`;
  const { rows } = await pool.query<Hit>(
    `${owners('Host', 'host')} UNION ALL ${owners('LibraryServer', 'library-server')}`,
    [pattern],
  );
  return rows;
}
