// Applies the migrations at start-up, without Prisma's command line. Keeps the same table, checksums and lock as
// `prisma migrate deploy`, so that either may be used on the same database.
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { withClient } from '#prisma/tools/databases.mjs';

/** The advisory lock that Prisma Migrate takes, too. */
const migrateLock = 72707369;

const createTable = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                  VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum            VARCHAR(64) NOT NULL,
    finished_at         TIMESTAMPTZ,
    migration_name      VARCHAR(255) NOT NULL,
    logs                TEXT,
    rolled_back_at      TIMESTAMPTZ,
    started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

/**
 * The migrations of a folder in the order in which they apply.
 * @param {string} folder
 * @returns {{ name: string, sql: string, checksum: string }[]}
 */
export const readMigrations = (folder) => {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => existsSync(path.join(folder, name, 'migration.sql')));
  return names.sort().map((name) => {
    const bytes = readFileSync(path.join(folder, name, 'migration.sql'));
    return { name, sql: bytes.toString('utf8'), checksum: createHash('sha256').update(bytes).digest('hex') };
  });
};

/** The migrations still to apply. Throws when the database holds one that failed or one whose file was edited since. */
const pendingMigrations = (migrations, recorded) => {
  const failed = recorded.find((row) => row.finished_at === null);
  if (failed) {
    throw new Error(
      `Migration ${failed.migration_name} failed before: ${failed.logs ?? 'no reason was recorded'}. Mend it with \`prisma migrate resolve\`.`,
    );
  }
  const checksums = new Map(recorded.map((row) => [row.migration_name, row.checksum]));
  const edited = migrations.find(({ name, checksum }) => checksums.has(name) && checksums.get(name) !== checksum);
  if (edited) throw new Error(`Migration ${edited.name} was edited after it had been applied.`);
  return migrations.filter(({ name }) => !checksums.has(name));
};

const apply = async (client, { name, sql, checksum }) => {
  const id = randomUUID();
  await client.query('INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)', [
    id,
    checksum,
    name,
  ]);
  try {
    await client.query(sql);
  } catch (error) {
    await client.query('UPDATE _prisma_migrations SET logs = $2 WHERE id = $1', [id, String(error)]);
    throw new Error(`Migration ${name} failed: ${error.message}`, { cause: error });
  }
  await client.query('UPDATE _prisma_migrations SET finished_at = now(), applied_steps_count = 1 WHERE id = $1', [id]);
};

/**
 * Brings the database up to date and answers the names of the migrations it applied. Processes that start at the same
 * time wait for each other. The database itself must exist.
 * @param {{ url: string, folder?: string }} options
 * @returns {Promise<string[]>}
 */
export const migrate = ({ url, folder = path.join(import.meta.dirname, '../migrations') }) =>
  withClient(url, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [migrateLock]);
    await client.query(createTable);
    const { rows } = await client.query(
      'SELECT migration_name, checksum, finished_at, logs FROM _prisma_migrations WHERE rolled_back_at IS NULL',
    );
    const pending = pendingMigrations(readMigrations(folder), rows);
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ name }) => name);
  });
