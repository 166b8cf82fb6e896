#!/usr/bin/env node
// Prisma's schema engine as a program, for `PRISMA_SCHEMA_ENGINE_BINARY`. Prisma's command line downloads a native engine;
// this one speaks its protocol (a small command line, JSON-RPC over stdin and stdout) on top of the engine that npm ships
// as WebAssembly, so that nothing is downloaded.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { createDatabase, dropDatabase, withClient } from '#prisma/tools/databases.mjs';
import { migrationAdapterFactory } from '#prisma/tools/migration-adapter.mjs';

const wasmModule = '@prisma/schema-engine-wasm/schema_engine_bg';
/** JSON-RPC error code that Prisma's command line reads as "a known error, look at data". */
const knownErrorCode = 4466;

const { values: options, positionals } = parseArgs({
  strict: false,
  options: {
    version: { type: 'boolean' },
    datasource: { type: 'string', default: '{}' },
    datamodels: { type: 'string', multiple: true, default: [] },
  },
});
const { url = 'postgresql://127.0.0.1/none', shadowDatabaseUrl } = JSON.parse(options.datasource);

/** Prisma's own code for a connection error of Postgres or of the network. */
const prismaCode = ({ code }) => {
  if (code === '3D000') return 'P1003'; // no such database
  if (code === '28P01' || code === '28000') return 'P1000'; // authentication failed
  return code === 'ECONNREFUSED' || code === 'ENOTFOUND' ? 'P1001' : 'P1010';
};

const cliCommands = {
  'can-connect-to-database': () => withClient(url, () => {}),
  'create-database': () => createDatabase(url),
  'drop-database': () => dropDatabase(url),
};

/** `schema-engine … cli <command>`: exit code 0, or 1 with one log line of JSON that names Prisma's error code. */
const runCli = async (name) => {
  try {
    const command = cliCommands[name];
    if (!command) throw new Error(`Unknown command: ${name}`);
    await command();
    return 0;
  } catch (error) {
    const fields = { error_code: prismaCode(error), message: error.message };
    const line = { level: 'ERROR', target: 'schema_engine::logger', timestamp: new Date().toISOString(), fields };
    process.stderr.write(`\n${JSON.stringify(line)}\n`);
    return 1;
  }
};

/** Loads the WebAssembly by hand: its own entry needs a bundler that imports .wasm files. */
const loadBindings = async () => {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => process.stderr.write(`${message}\n`) };
  const file = createRequire(import.meta.url).resolve(wasmModule);
  const bindings = await import(pathToFileURL(file).href);
  const wasm = readFileSync(path.join(path.dirname(file), 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return bindings;
};

const newEngine = async () => {
  const { SchemaEngine } = await loadBindings();
  const datamodels = options.datamodels.map((name) => [name, readFileSync(name, 'utf8')]);
  const factory = bindMigrationAwareSqlAdapterFactory(migrationAdapterFactory({ url, shadowUrl: shadowDatabaseUrl }));
  return SchemaEngine.new({ datamodels: datamodels.length > 0 ? datamodels : undefined }, () => {}, factory);
};

let loaded;
const engine = () => {
  loaded ??= newEngine();
  return loaded;
};

const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);

let prints = 0;
/** The native engine prints a diff through a request of its own instead of answering it. */
const diff = async (params) => {
  const answer = await (await engine()).diff(params);
  if (answer.stdout) {
    prints += 1;
    send({ id: prints, method: 'print', params: { content: answer.stdout } });
  }
  return { ...answer, stdout: null };
};

/** This engine opens no shadow database here but uses the one of a diagnosis, which applying migrations has closed. */
const evaluateDataLoss = async (params) => {
  const { migrationsList, filters } = params;
  await (await engine()).devDiagnostic({ migrationsList, filters });
  return (await engine()).evaluateDataLoss(params);
};

const methods = {
  diff,
  evaluateDataLoss,
  createDatabase: async () => ({ databaseName: await createDatabase(url) }),
  getDatabaseVersion: async () => (await engine()).version(undefined),
};

const call = async (method, params) => {
  const own = methods[method];
  const answer = await (own ? own(params) : (await engine())[method](params));
  return answer ?? {};
};

const serve = async () => {
  for await (const line of createInterface({ input: process.stdin })) {
    const { id, method, params } = JSON.parse(line);
    if (!method) continue; // the answer to a print
    try {
      send({ id, result: await call(method, params) });
    } catch (error) {
      const data = {
        is_panic: false,
        message: error.message ?? String(error),
        error_code: error.code,
        meta: error.meta,
      };
      send({
        id,
        error: { code: knownErrorCode, message: 'An error happened. Check the data field for details.', data },
      });
    }
  }
};

if (options.version) process.stdout.write('schema-engine-wasm\n');
else if (positionals[0] === 'cli') process.exitCode = await runCli(positionals[1]);
else {
  await serve();
  process.exit(0); // the engines keep their connections open
}
