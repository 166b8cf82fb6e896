import type { ClientBase } from 'pg';
import { paths } from '#contract/paths.ts';
import type { RegistrationLedger } from '#domain/capacity/registration-ledger.ts';
import { counted, nameList } from '#domain/fabric/name-list.ts';
import type { ObjectRef } from '#domain/plans/plan.ts';
import { type CsvFabric, csvFabric, type SeenCsv } from '#server/fabric/csv-fabric.ts';
import { csvLedgers } from '#server/fabric/csv-ledgers.ts';
import { throughPg } from '#server/fabric/read-rows.ts';
import type { FindingDraft } from '#server/inventory/settle-findings.ts';
import type { DriftCheck } from './drift-check.ts';

type ArrayRow = { id: string; name: string };
type Seen = { csv: SeenCsv; ledger: RegistrationLedger };
/** One array with its CSVs, but for those that a job is working on: they are on their way. */
type SeenArray = { object: ObjectRef; csvs: Seen[]; hosts: CsvFabric['hosts'] };
type Draft = Omit<FindingDraft, 'about' | 'object'>;

/** Registrations that are not as they should be. At most one finding of each kind for an array: a dead host has keys on all its CSVs. */
export const registrations: DriftCheck = {
  name: 'registrations',
  find: async (tx) => {
    const { rows } = await tx.query<ArrayRow>('SELECT id, name FROM "Array" WHERE "missingSince" IS NULL ORDER BY id');
    const fabric = await csvFabric(throughPg(tx));
    const busy = await busyLuns(tx, fabric.csvs);
    const ledgerOf = csvLedgers(fabric);
    const seen = fabric.csvs.filter(({ id }) => !busy.has(id)).map((csv) => ({ csv, ledger: ledgerOf(csv) }));
    return rows.flatMap(({ id, name }) => {
      const object: ObjectRef = { kind: 'array', id, name };
      const csvs = seen.filter(({ csv }) => csv.arrayId === id);
      return draftsOf({ object, csvs, hosts: fabric.hosts });
    });
  },
};

/** A LUN that is still being made is known to its job by name alone. */
async function busyLuns(tx: ClientBase, csvs: readonly SeenCsv[]): Promise<Set<string>> {
  const sql = `
    SELECT l.id FROM "Lun" l JOIN "Lock" k
      ON k.key IN ('lun:' || l.id, 'name:lun:' || l."arrayId" || ':' || lower(l.name)) WHERE l.id = ANY($1::uuid[])`;
  const { rows } = await tx.query<{ id: string }>(sql, [csvs.map(({ id }) => id)]);
  return new Set(rows.map(({ id }) => id));
}

function draftsOf(array: SeenArray): FindingDraft[] {
  const drafts = [lost(array), stale(array), missing(array), unknown(array)];
  return drafts.flatMap((draft) => {
    if (!draft) return [];
    return { ...draft, about: `${draft.code} ${array.object.id}`, object: array.object };
  });
}

function lost({ object, csvs }: SeenArray): Draft | null {
  const since = csvs.flatMap(({ csv }) => csv.registrations?.lostAt ?? []).sort();
  const names = csvs.filter(({ csv }) => csv.registrations?.lostAt).map(({ csv }) => csv.name);
  const [first] = since;
  if (first === undefined) return null;
  return {
    code: 'registrations_lost',
    severity: 'critical',
    title: `${object.name} has lost registrations of ${counted(names.length, 'CSV')}`,
    reason: `Its target was restarted at ${first} and forgot what was registered on ${nameList(names)}: until their hosts register again, nothing keeps a host that was shut out from writing.`,
    remedy: {
      sentence: 'Hosts register again when they reconnect; restart the sessions of those that do not.',
      href: paths.registrationsOf(object.id ?? ''),
    },
  };
}

function stale({ object, csvs }: SeenArray): Draft | null {
  const found = csvs.flatMap(({ csv, ledger }) =>
    ledger.keys.filter(({ state }) => state === 'stale').map((key) => ({ csv, key })),
  );
  if (found.length === 0) return null;
  const hosts = named(found.map(({ key }) => key.host?.name ?? 'a host that is gone'));
  return {
    code: 'stale_registrations',
    severity: 'warning',
    title: `${counted(found.length, 'stale registration')} on ${object.name}`,
    reason: `They were made by ${nameList(hosts)} on ${nameList(named(found.map(({ csv }) => csv.name)))}, and nobody uses them any more. They count against the array's limit.`,
    remedy: {
      sentence: 'Clear them, when the hosts will not come back.',
      procedure: 'clear-stale-registrations',
      input: { arrayId: object.id },
    },
  };
}

/** A host that does not answer has a finding of its own, and one that lost them all with the target another. */
function missing({ object, csvs, hosts }: SeenArray): Draft | null {
  const found = csvs
    .filter(({ csv }) => csv.isCsv && !csv.registrations?.lostAt)
    .flatMap(({ csv, ledger }) => ledger.missing.map(({ host }) => ({ csv, host })))
    .filter(({ host }) => hosts.get(host.id)?.reachable);
  if (found.length === 0) return null;
  const names = nameList(named(found.map(({ host }) => host.name)));
  return {
    code: 'missing_registrations',
    severity: 'warning',
    title: `${counted(found.length, 'registration')} missing on ${object.name}`,
    reason: `${names} should have every channel registered on ${nameList(named(found.map(({ csv }) => csv.name)))}. Through a channel that is not registered a host cannot write while the CSV is reserved.`,
    remedy: {
      sentence: 'Look at the paths of these hosts to the array; a host registers again when it reconnects.',
      href: paths.registrationsOf(object.id ?? ''),
    },
  };
}

function unknown({ object, csvs }: SeenArray): Draft | null {
  const found = csvs.flatMap(({ csv, ledger }) =>
    ledger.keys.filter(({ state }) => state === 'unknown').map(({ key }) => ({ csv, key })),
  );
  if (found.length === 0) return null;
  return {
    code: 'unknown_registrations',
    severity: 'warning',
    title: `${counted(found.length, 'registration')} of others on ${object.name}`,
    reason: `Heddle did not make ${nameList(named(found.map(({ key }) => key)))} on ${nameList(named(found.map(({ csv }) => csv.name)))}, so it cannot tell whose they are. They count against the array's limit.`,
    remedy: {
      sentence: 'Find out which system made them, and take them away there: Heddle never clears a key of others.',
      href: paths.registrationsOf(object.id ?? ''),
    },
  };
}

const named = (names: readonly string[]): string[] => [...new Set(names)].sort();
