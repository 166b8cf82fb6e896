import { pool } from '#server/db/client.ts';

export type Owner = { kind: 'host' | 'library-server'; id: string; name: string };

/** Who logs in under each of these names: hosts and library servers say it of themselves. Case does not matter. */
export async function initiatorOwners(names: readonly string[]): Promise<(name: string) => Owner[]> {
  const part = (kind: Owner['kind'], table: string) => `
    SELECT '${kind}' AS kind, o.id, o.name, lower(i.name) AS initiator
    FROM "${table}" o, jsonb_array_elements_text(o.initiators) AS i(name) WHERE lower(i.name) = ANY($1::text[])`;
  const { rows } = await pool.query<Owner & { initiator: string }>(
    `${part('host', 'Host')} UNION ALL ${part('library-server', 'LibraryServer')} ORDER BY name, id`,
    [[...new Set(names.map((name) => name.toLowerCase()))]],
  );
  const owners = new Map<string, Owner[]>();
  for (const { initiator, kind, id, name } of rows)
    owners.set(initiator, [...(owners.get(initiator) ?? []), { kind, id, name }]);
  return (name) => owners.get(name.toLowerCase()) ?? [];
}
