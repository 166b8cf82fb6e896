// A driver adapter good enough for migrations. @prisma/adapter-pg serves the query engine; the schema engine also needs
// the catalog's own column type "char", scripts that hold functions, and a shadow database.
import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { createDatabase, dropDatabase, parseDatabaseUrl, withDatabase } from '#prisma/tools/databases.mjs';

/** Type ids from Postgres' catalog pg_type. */
const charTypeId = 18;
const textTypeId = 25;

/**
 * The catalog's "char" columns (one byte, as in pg_constraint.confupdtype) are unknown to the adapter, which refuses the
 * whole answer. They are passed off as text while it converts the answer and declared as characters afterwards.
 */
const queryWithChars = async (adapter, query) => {
  let charColumns = [];
  const disguised = Object.create(adapter, {
    performIO: {
      value: async (request) => {
        const answer = await adapter.performIO(request);
        charColumns = answer.fields.flatMap((field, index) => (field.dataTypeID === charTypeId ? [index] : []));
        for (const index of charColumns) answer.fields[index].dataTypeID = textTypeId;
        return answer;
      },
    },
  });
  const result = await Object.getPrototypeOf(adapter).queryRaw.call(disguised, query);
  for (const index of charColumns) result.columnTypes[index] = ColumnTypeEnum.Character;
  return result;
};

const openAdapter = async (url, afterwards) => {
  const { connectionString, schema } = parseDatabaseUrl(url);
  const pool = new pg.Pool({ connectionString, max: 1 });
  const adapter = await new PrismaPg(pool, { schema, disposeExternalPool: true }).connect();
  const dispose = adapter.dispose.bind(adapter);
  return Object.assign(adapter, {
    queryRaw: (query) => queryWithChars(adapter, query),
    // Sent whole: splitting at semicolons, as the adapter does, tears function bodies apart.
    executeScript: (script) =>
      pool.query(script).then(
        () => {},
        (error) => adapter.onError(error),
      ),
    dispose: async () => {
      await dispose();
      await afterwards();
    },
  });
};

/** A database of its own, in which the engine replays all migrations; dropped when the engine lets go of it. */
const openShadow = async (url) => {
  const shadow = withDatabase(url, `prisma_migrate_shadow_db_${randomUUID()}`);
  await createDatabase(shadow);
  return openAdapter(shadow, () => dropDatabase(shadow));
};

/** The adapter factory that the schema engine is built on. `shadowUrl`: an empty database to use instead of an own one. */
export const migrationAdapterFactory = ({ url, shadowUrl }) => ({
  provider: 'postgres',
  adapterName: '@prisma/adapter-pg',
  connect: () => openAdapter(url, async () => {}),
  connectToShadowDb: () => (shadowUrl === undefined ? openShadow(url) : openAdapter(shadowUrl, async () => {})),
});
