import { createHash, randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { createDatabase, dropDatabase, withClient, withDatabase } from '#prisma/tools/databases.mjs';
import { migrate, readMigrations } from '#prisma/tools/migrate.mjs';

export type TestDatabase = {
  /** postgresql:// URL of an empty database with all migrations applied, for this test file alone. */
  url: string;
  /** Drops it, even while connections are open. */
  drop: () => Promise<void>;
};

const migrationsFolder = `${import.meta.dirname}/../prisma/migrations`;
/** Advisory lock that test processes take while they make the template. */
const templateLock = 0x6865646c;

/** The template's name says which migrations it holds, so a changed migration gets a template of its own. */
const templateName = () => {
  const hash = createHash('sha256');
  for (const { name, checksum } of readMigrations(migrationsFolder)) hash.update(`${name} ${checksum}\n`);
  return `heddle_template_${hash.digest('hex').slice(0, 16)}`;
};

/** Migrates the template once; whoever comes meanwhile waits. */
const ensureTemplate = (serverUrl: string, name: string) =>
  withClient(withDatabase(serverUrl, 'postgres'), async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [templateLock]);
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate', [name]);
    if (rowCount) return;
    const url = withDatabase(serverUrl, name);
    await dropDatabase(url); // left half-migrated by a killed run
    await createDatabase(url);
    await migrate({ url, folder: migrationsFolder });
    await client.query(`ALTER DATABASE ${name} IS_TEMPLATE true`);
  });

/** A database of its own for a test file, copied from a migrated template. Needs Postgres (see test/prepare.ts). */
export const createTestDatabase = async (): Promise<TestDatabase> => {
  const serverUrl = inject('databaseServerUrl');
  const template = templateName();
  await ensureTemplate(serverUrl, template);
  const url = withDatabase(serverUrl, `test_${randomUUID().replaceAll('-', '')}`);
  await createDatabase(url, { template });
  return { url, drop: async () => void (await dropDatabase(url)) };
};
