import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import type { ArrayLedgerDto } from '#contract/api/registrations.ts';
import { reservationKeys } from '#domain/fabric/reservation-key.ts';
import { type ApiClient, ApiRefusal } from './api-client.ts';
import { applyProcedure, endOfJob } from './apply-procedure.ts';
import { channels, type Fabric, initiators, registrationLimit } from './fabric.ts';
import type { ProofTable } from './proof-table.ts';

type Scene = { api: ApiClient; fabric: Fabric };
type Csv = ArrayLedgerDto['csvs'][number];

const names = ['csv-1', 'csv-2', 'csv-3'];
const keysOf = (initiator: string) => reservationKeys({ initiators: [initiator], channels });
const keys = { a: keysOf(initiators.hostA), b: keysOf(initiators.hostB) };
const each = names.length * channels;
const writeExclusiveRegistrantsOnly = 5;
/** Longer than Heddle lets an agent be silent before it calls its host dead. */
const patienceMs = 90_000;

async function ledger(api: ApiClient): Promise<ArrayLedgerDto> {
  const { arrays } = await api.ask('capacity.reservations-actual');
  const [array] = arrays;
  if (!array || arrays.length !== 1) throw new Error(`there are ${arrays.length} arrays, not one`);
  return array;
}

/** The ledger, once it is as wanted: it is an observation, and observations take their time. */
async function ledgerWhere(api: ApiClient, what: string, holds: (array: ArrayLedgerDto) => boolean) {
  const end = performance.now() + patienceMs;
  for (;;) {
    const seen = await ledger(api);
    if (holds(seen)) return seen;
    if (performance.now() > end) throw new Error(`not seen: ${what}; the ledger is ${JSON.stringify(seen, null, 1)}`);
    await delay(200);
  }
}

const keysIn = (csv: Csv, state: string) =>
  csv.keys
    .filter((key) => key.state === state)
    .map(({ key }) => key)
    .sort();
const shared = ({ csvs }: ArrayLedgerDto) => csvs.filter(({ lun }) => names.includes(lun.name));

async function csvInput(api: ApiClient, name: string) {
  const [cluster] = (await api.ask('clusters.list')).items;
  const [pool] = (await api.ask('pools.list')).items;
  assert.ok(cluster && pool, 'there is a cluster, and a pool');
  return { clusterId: cluster.id, poolId: pool.id, name, sizeBytes: 64 * 1024 * 1024 };
}

async function createCsvs({ api }: Scene): Promise<string> {
  const rows: number[] = [];
  for (const name of names) {
    const { job } = await applyProcedure(api, 'create-csv', await csvInput(api, name));
    rows.push(job.rows.length);
  }
  return `${names.join(', ')}: ${rows.join(' + ')} rows proven`;
}

async function ledgerIsExact({ api }: Scene): Promise<string> {
  const array = await ledger(api);
  const csvs = shared(array);
  assert.deepEqual(csvs.map(({ lun }) => lun.name).sort(), names);
  for (const csv of csvs) {
    assert.deepEqual(keysIn(csv, 'registered'), [...keys.a, ...keys.b].sort(), csv.lun.name);
    assert.equal(csv.keys.length, 2 * channels, 'nobody else is registered');
    assert.deepEqual(csv.missing, []);
    assert.deepEqual(csv.holder?.type, writeExclusiveRegistrantsOnly);
  }
  const { planned, actual, limit } = array;
  assert.deepEqual([planned, actual, limit], [2 * each, 2 * each, registrationLimit]);
  return `2 hosts x ${channels} channels x ${names.length} CSVs: ${actual} of ${limit} held, as planned; reserved with type 5`;
}

async function beyondTheLimit({ api }: Scene): Promise<string> {
  const body = { procedure: 'create-csv', input: await csvInput(api, 'csv-4') };
  const refusal = await api.ask('plans.create', { body }).then(
    () => null,
    (error: unknown) => error,
  );
  assert.ok(refusal instanceof ApiRefusal, 'the plan is refused');
  const check = refusal.problem.checks?.find(({ state }) => state === 'refused');
  assert.equal(check?.code, 'registration_limit_exceeded');
  const { array } = await ledger(api);
  const plan = await api.ask('plans.create', { body: { ...body, override: { registrationLimit: array.name } } });
  const { id } = await api.ask('jobs.create', { body: { planId: plan.id } });
  const job = await endOfJob(api, id, patienceMs);
  assert.equal(job.state, 'undone', 'what was made before the array refused is taken back');
  const refused = job.rows.find(({ failure }) => failure?.code === 'insufficient_registration_resources');
  assert.ok(refused, 'the array itself lets no more in');
  await ledgerWhere(api, 'the LUN is gone again', (now) => now.csvs.length === names.length && now.actual === 2 * each);
  return `${check.reason} Overridden, the array itself refuses (05/55/04) and all is taken back`;
}

/** Until then a plan would still ask the host to log out by itself. */
async function silent(api: ApiClient, name: string): Promise<void> {
  const end = performance.now() + patienceMs;
  for (;;) {
    const agent = (await api.ask('agents.list')).items.find((one) => one.name === name);
    if (agent?.state === 'unreachable') return;
    if (performance.now() > end) throw new Error(`agent ${name} is still ${agent?.state}`);
    await delay(200);
  }
}

async function keysTurnStale({ api, fabric }: Scene): Promise<string> {
  const agent = fabric.agents.find(({ name }) => name === 'host-b');
  assert.ok(agent);
  process.kill(agent.pid, 'SIGKILL');
  await silent(api, agent.name);
  const dead = await ledgerWhere(api, 'the keys of the killed host are stale', ({ stale }) => stale === each);
  for (const csv of shared(dead)) {
    assert.deepEqual(keysIn(csv, 'stale'), [...keys.b].sort(), csv.lun.name);
    assert.deepEqual(keysIn(csv, 'registered'), [...keys.a].sort(), csv.lun.name);
  }
  const [why] = shared(dead).flatMap((csv) => csv.keys.flatMap((key) => (key.state === 'stale' ? key.why : [])));
  return `${each} keys: ${why}`;
}

async function staleKeysAreCleared({ api }: Scene): Promise<string> {
  const { array } = await ledger(api);
  const { job } = await applyProcedure(api, 'clear-stale-registrations', { arrayId: array.id });
  const clean = await ledgerWhere(api, 'no stale key is left', ({ stale }) => stale === 0);
  for (const csv of shared(clean)) assert.deepEqual(csv.keys.map(({ key }) => key).sort(), [...keys.a].sort());
  assert.deepEqual([clean.actual, clean.unknown, clean.duplicate], [each, 0, 0]);
  return `${job.rows.length} rows, each key by name; those of host-a are still there`;
}

async function csvsAreRetired({ api }: Scene): Promise<string> {
  const lunIds: string[] = [];
  for (const { lun } of shared(await ledger(api))) {
    await applyProcedure(api, 'retire-csv', { lunId: lun.id });
    lunIds.push(lun.id);
  }
  await applyProcedure(api, 'purge-luns', { lunIds });
  const none = await ledgerWhere(api, 'no CSV is left', ({ csvs }) => csvs.length === 0);
  assert.deepEqual([none.planned, none.actual ?? 0], [0, 0]);
  return `${lunIds.length} unregistered, unmasked, kept in quarantine, then destroyed`;
}

/** CSVs through the REST API: what the array really holds, its limit, a host that dies, and the way back. */
export async function proveCsvs(table: ProofTable, scene: Scene): Promise<void> {
  await table.prove('create-csv: 3 CSVs for a cluster of 2 hosts', () => createCsvs(scene));
  await table.prove('the ledger shows exactly what is registered', () => ledgerIsExact(scene));
  await table.prove('a fourth would exceed the limit: refused', () => beyondTheLimit(scene));
  await table.prove('kill -9 of a host: its keys turn stale', () => keysTurnStale(scene));
  await table.prove('clear-stale-registrations', () => staleKeysAreCleared(scene));
  await table.prove('retire-csv, then purge-luns, though a host is dead', () => csvsAreRetired(scene));
}
