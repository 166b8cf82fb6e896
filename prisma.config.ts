import path from 'node:path';
import { defineConfig } from 'prisma/config';

// The engine that npm ships instead of the one that Prisma would download.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.join(import.meta.dirname, 'prisma/tools/schema-engine.mjs');

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  // `generate` needs no database; every other command is given one.
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://127.0.0.1/heddle' },
});
