import { keysOf } from '#domain/capacity/registration-ledger.ts';
import { formatBytes } from '#domain/fabric/bytes.ts';
import type { HostFact } from '#domain/fabric/facts.ts';
import { ownMaskingSet } from '#domain/fabric/masking.ts';
import { counted } from '#domain/fabric/name-list.ts';
import { uniqueIdOf } from '#domain/fabric/unique-id.ts';
import { isRefused } from '#domain/plans/check.ts';
import { sharedLock } from '#domain/plans/locks.ts';
import type { Effect, ObjectRef, Params, Planned, PlanRow } from '#domain/plans/plan.ts';
import { createCsvChecks } from './create-csv-checks.ts';
import { type CreateCsvFacts, clusterSetKey } from './csv-facts.ts';
import { createLunRow, type NewLun } from './lun-rows.ts';
import { createMaskingSetRow, presentLunRow } from './masking-rows.ts';
import { planOf, type RowPlace, refusedPlan } from './planned.ts';
import { admitRow, confirmRow, KEYS_AT_ONCE } from './registration-rows.ts';
import { attachRow, CSV_RESERVATION_TYPE, reserveRow, type SharedDisk } from './shared-disk-rows.ts';
import { byText, significantArray, significantSet, significantSharer } from './significant.ts';

export type CreateCsvInput = { clusterId: string; poolId: string; name: string; sizeBytes: number };

const ITEM = 'csv';

/**
 * A LUN for every host of a cluster: created, presented, and then, host by host, let in and registered by the host itself
 * over each of its channels; reserved by the first, and confirmed by the array.
 */
export function planCreateCsv(input: CreateCsvInput, facts: CreateCsvFacts): Planned {
  const { cluster, hosts, array, pool } = facts;
  const name = input.name.trim();
  const checks = createCsvChecks({ ...input, name }, facts);
  const title = `Create CSV ${name} for cluster ${cluster.name}`;
  if (isRefused(checks)) return refusedPlan(title, checks);
  const object: ObjectRef = { kind: 'csv', id: null, name };
  return planOf({
    title,
    items: [{ key: ITEM, title: name, object }],
    rows: createRows({ ...input, name }, facts),
    checks,
    effects: effectsOf(input, facts),
    changes: [
      {
        object,
        field: 'CSV',
        before: null,
        after: `${formatBytes(input.sizeBytes)} in ${pool.name}, read-write for ${counted(hosts.length, 'host')} of ${cluster.name}`,
      },
    ],
    touches: [
      { kind: 'cluster', id: cluster.id, name: cluster.name },
      { kind: 'array', id: array.id, name: array.name },
      { kind: 'pool', id: pool.id, name: pool.name },
      ...hosts.map((host): ObjectRef => ({ kind: 'host', id: host.id, name: host.name })),
    ],
  });
}

function createRows({ name, sizeBytes }: CreateCsvInput, facts: CreateCsvFacts): PlanRow[] {
  const { array, pool, newIds } = facts;
  const [newId] = newIds;
  if (newId === undefined) throw new Error(`There is no id for CSV ${name}`);
  const lun: NewLun = { uniqueId: uniqueIdOf(newId), name };
  const { set, rows: setRows } = clusterSet(facts);
  const create = createLunRow(place('create', []), { array, pool }, { ...lun, sizeBytes, kind: 'csv' });
  const needs = [create.key, ...setRows.map((row) => row.key)];
  const present = presentLunRow(place('present', needs), { array, lun, set, access: 'read-write', locks: [] });
  const hosts = [...facts.hosts].sort((a, b) => (a.name < b.name ? -1 : 1));
  const shared = hosts.map((host) => sharedDisk(host, lun, create.key));
  const attached = shared.map((disk, at) => attachRows(disk, facts, `host-${at + 1}`, present.key));
  const [first] = shared;
  if (!first) throw new Error(`Cluster ${facts.cluster.name} has no host`);
  const attachKeys = attached.map(([, attach]) => attach.key);
  const reserve = reserveRow(place('reserve', attachKeys), first, CSV_RESERVATION_TYPE);
  return [...setRows, create, present, ...attached.flat(), reserve, ...confirmRows(shared, facts, reserve.key)];
}

function place(key: string, needs: string[]): RowPlace {
  return { key: `${ITEM}.${key}`, item: ITEM, needs };
}

function attachRows(
  disk: SharedDisk,
  { array }: CreateCsvFacts,
  key: string,
  presented: string,
): [admit: PlanRow, attach: PlanRow] {
  const { host, lun, keys, locks } = disk;
  const admit = admitRow(place(`${key}.admit`, [presented]), { array, lun, keys, of: host.name, locks });
  return [admit, attachRow(place(`${key}.attach`, [admit.key]), disk)];
}

function confirmRows(shared: readonly SharedDisk[], { array, cluster }: CreateCsvFacts, reserved: string): PlanRow[] {
  const keys = shared.flatMap((disk) => disk.keys);
  const [first] = shared;
  if (!first) return [];
  const parts = Array.from({ length: Math.ceil(keys.length / KEYS_AT_ONCE) }, (_, at) =>
    keys.slice(at * KEYS_AT_ONCE, (at + 1) * KEYS_AT_ONCE),
  );
  return parts.map((part, at) => {
    const key = parts.length === 1 ? 'confirm' : `confirm-${at + 1}`;
    const of = { array, lun: first.lun, keys: part, of: cluster.name, locks: [] };
    return confirmRow(place(key, [reserved]), of, CSV_RESERVATION_TYPE);
  });
}

/** Where the LUN is found only the answer of its row knows. */
function sharedDisk(host: HostFact, lun: NewLun, createdBy: string): SharedDisk {
  const answered = (output: string) => ({ $row: createdBy, output });
  const address: Params = {
    targetIqn: answered('targetIqn'),
    portal: answered('portal'),
    lunNumber: answered('lunNumber'),
  };
  return { host, lun, address, keys: keysOf(host), locks: [sharedLock('host', host.id)] };
}

/** One that holds exactly the initiators of the cluster's hosts, or a new one. */
function clusterSet({ cluster, hosts, array, maskingSets }: CreateCsvFacts) {
  const initiators = hosts.flatMap((host) => host.initiators);
  const own = ownMaskingSet({ initiators }, maskingSets);
  if (own) return { set: { key: own.key, name: own.name }, rows: [] };
  const set = { key: clusterSetKey(cluster.id), name: cluster.name };
  const row = createMaskingSetRow({ key: 'masking-set.create', item: null, needs: [] }, array, { ...set, initiators });
  return { set, rows: [row] };
}

function effectsOf({ sizeBytes }: CreateCsvInput, { array, pool, hosts }: CreateCsvFacts): Effect[] {
  const { lunCount: before, maxLuns: limit } = array;
  const luns: Effect = {
    ...{ key: 'luns', label: 'LUNs', unit: 'LUNs', scope: array.name },
    ...{ before, after: before + 1, limit },
  };
  return [
    limit === null ? { ...luns, limitUnknown: true } : luns,
    {
      key: 'provisioned',
      label: 'Provisioned, thin',
      unit: 'bytes',
      before: pool.provisionedBytes,
      after: pool.provisionedBytes + sizeBytes,
      limit: pool.sizeBytes,
      scope: pool.name,
    },
    {
      key: 'hosts',
      label: 'Hosts touched',
      unit: 'hosts',
      before: null,
      after: hosts.length,
      limit: null,
      scope: null,
    },
  ];
}

/** What the plan stands on. */
export function significantCreateCsv({ cluster, hosts, array, pool, maskingSets, takenNames }: CreateCsvFacts) {
  const initiators = hosts.flatMap((host) => host.initiators);
  const set =
    ownMaskingSet({ initiators }, maskingSets) ?? maskingSets.find(({ key }) => key === clusterSetKey(cluster.id));
  return {
    cluster,
    hosts: hosts.map(significantSharer).sort(byText),
    array: significantArray(array),
    pool: { id: pool.id, key: pool.key, hostGroups: pool.hostGroups && [...pool.hostGroups].sort() },
    set: set ? significantSet(set) : null,
    takenNames: takenNames.map(({ name }) => name.toLowerCase()).sort(),
  };
}
