import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '#prisma/tools/databases.mjs';
import { migrate } from '#prisma/tools/migrate.mjs';
import { createTestDatabase, type TestDatabase } from '#test/database.ts';

const root = path.join(import.meta.dirname, '../..');

const prisma = (args: string[], databaseUrl: string) =>
  new Promise<{ code: number; output: string }>((resolve) => {
    const cli = path.join(root, 'node_modules/prisma/build/index.js');
    const options = { cwd: root, env: { ...process.env, DATABASE_URL: databaseUrl } };
    execFile(process.execPath, [cli, ...args], options, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, output: stdout + stderr });
    });
  });

const tablesOf = (url: string) =>
  withClient(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
    );
    return rows.map((row) => row.name);
  });

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe('the migrations', () => {
  test('make what the schema describes', async () => {
    const args = [
      'migrate',
      'diff',
      '--exit-code',
      '--from-migrations',
      'prisma/migrations',
      '--to-schema',
      'prisma/schema.prisma',
    ];
    const { code, output } = await prisma(args, database.url);
    expect(output).toContain('No difference detected');
    expect(code).toBe(0);
  });

  test('applied at start-up satisfy the command line', async () => {
    const { code, output } = await prisma(['migrate', 'status'], database.url);
    expect(output).toContain('Database schema is up to date');
    expect(code).toBe(0);
  });
});

describe('the migrator', () => {
  let folder: string;
  let empty: TestDatabase;
  const write = async (name: string, sql: string) => {
    await mkdir(path.join(folder, name), { recursive: true });
    await writeFile(path.join(folder, name, 'migration.sql'), sql);
  };
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'heddle-migrations-'));
    empty = await createTestDatabase();
    await withClient(empty.url, (client) => client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public'));
  });
  afterAll(async () => {
    await empty.drop();
    await rm(folder, { recursive: true, force: true });
  });

  test('applies each migration once, in order, however many start at once', async () => {
    await write('1_one', 'CREATE TABLE one (id int);');
    await write(
      '2_two',
      "ALTER TABLE one ADD note text; CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1; SELECT 2';",
    );
    const applied = await Promise.all([1, 2, 3].map(() => migrate({ url: empty.url, folder })));
    expect(applied.flat()).toEqual(['1_one', '2_two']);
    expect(await migrate({ url: empty.url, folder })).toEqual([]);
  });

  test('refuses to go on when an applied migration was edited', async () => {
    await write('1_one', 'CREATE TABLE one (id bigint);');
    await expect(migrate({ url: empty.url, folder })).rejects.toThrow('1_one was edited');
    await write('1_one', 'CREATE TABLE one (id int);');
  });

  test('leaves nothing of a migration that fails, and says so from then on', async () => {
    await write('3_three', 'CREATE TABLE three (id int); SELECT 1 / 0;');
    await expect(migrate({ url: empty.url, folder })).rejects.toThrow('3_three failed');
    expect(await tablesOf(empty.url)).not.toContain('three');
    await expect(migrate({ url: empty.url, folder })).rejects.toThrow('division by zero');
  });
});
