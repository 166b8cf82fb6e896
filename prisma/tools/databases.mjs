// Databases as a whole: reach, create and drop them. A Prisma URL may carry parameters that the `pg` driver does not know.
import pg from 'pg';

const prismaParameters = ['schema', 'connection_limit', 'pool_timeout', 'pgbouncer', 'sslaccept', 'socket_timeout'];

/** Splits a Prisma URL into { connectionString, schema, database }: what `pg` understands, and what only Prisma does. */
export const parseDatabaseUrl = (text) => {
  const url = new URL(text);
  const schema = url.searchParams.get('schema') ?? undefined;
  for (const name of prismaParameters) url.searchParams.delete(name);
  return { connectionString: url.toString(), schema, database: decodeURIComponent(url.pathname.slice(1)) };
};

/** The same server, another database. */
export const withDatabase = (text, database) => {
  const url = new URL(text);
  url.pathname = `/${encodeURIComponent(database)}`;
  return url.toString();
};

/**
 * Runs `use(client)` on one connection to the URL's database and closes it.
 * @template T
 * @param {string} url
 * @param {(client: pg.Client) => T | Promise<T>} use
 * @returns {Promise<T>}
 */
export const withClient = async (url, use) => {
  const client = new pg.Client(parseDatabaseUrl(url).connectionString);
  // A connection that is cut between two queries is reported here; the next query fails with it anyway.
  client.on('error', () => {});
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
};

/** Runs one statement on the server's own `postgres` database: CREATE and DROP DATABASE cannot run in the database itself. */
const onServer = (url, sql) => withClient(withDatabase(url, 'postgres'), (client) => client.query(sql));

/**
 * Creates the URL's database, empty or as a copy of a template; one that exists already is left as it is.
 * @param {string} url
 * @param {{ template?: string }} [options]
 */
export const createDatabase = async (url, { template } = {}) => {
  const { database } = parseDatabaseUrl(url);
  const source = template === undefined ? '' : ` TEMPLATE ${pg.escapeIdentifier(template)}`;
  await onServer(url, `CREATE DATABASE ${pg.escapeIdentifier(database)}${source}`).catch((error) => {
    if (error.code !== '42P04') throw error; // duplicate_database
  });
  return database;
};

/**
 * Drops the URL's database, with whoever is still connected to it.
 * @param {string} url
 */
export const dropDatabase = (url) =>
  onServer(url, `DROP DATABASE IF EXISTS ${pg.escapeIdentifier(parseDatabaseUrl(url).database)} WITH (FORCE)`);
