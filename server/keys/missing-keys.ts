import { pool } from '#server/db/client.ts';
import { ProblemError } from '#server/errors.ts';
import { keyById } from './local-keys.ts';

/** Ids of keys that stored secrets are sealed with and that the key file lacks; empty = nothing is sealed off. */
export async function missingKeys(): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT DISTINCT split_part("secretSealed", '.', 2) AS id FROM "Agent" WHERE "secretSealed" IS NOT NULL`,
  );
  return rows.map(({ id }) => id).filter((id) => !isThere(id));
}

function isThere(id: string): boolean {
  try {
    return keyById(id).bytes.length > 0;
  } catch (error) {
    if (error instanceof ProblemError) return false;
    throw error;
  }
}
