import { be, counted, nameList } from '#domain/fabric/name-list.ts';
import { pass, refuse } from '#domain/plans/check.ts';
import type { Check, Remedy } from '#domain/plans/plan.ts';
import { type CsvTask, hasAddress } from './csv-registrations.ts';

/** What must hold before CSVs are taken away from their hosts, whatever becomes of the VMs on them. */
export function detachChecks(tasks: readonly CsvTask[]): Check[] {
  return [hostsReachable(tasks), registrationsTold(tasks), noStale(tasks), noDuplicates(tasks), noStrangers(tasks)];
}

export function arraysReachable(tasks: readonly Pick<CsvTask, 'array'>[]): Check {
  const title = 'The agents of the arrays answer';
  const away = unique(tasks.filter(({ array }) => !array.reachable).map(({ array }) => array.name));
  if (away.length === 0) return pass('arrays_reachable', title, 'All of them answer.');
  const reason = `${nameList(away)} cannot be reached through an agent, or ${be(away.length)} no longer reported.`;
  return refuse('array_unreachable', title, reason, 'Start their agents, or leave their CSVs out.');
}

export function areCsvs(tasks: readonly Pick<CsvTask, 'csv'>[]): Check {
  const title = 'The LUNs are CSVs';
  const others = tasks
    .filter(({ csv }) => csv.lun.kind !== 'csv')
    .map(({ csv }) => `${csv.lun.name} (${csv.lun.kind})`);
  if (others.length === 0) return pass('are_csvs', title, 'All of them are.');
  return refuse('not_a_csv', title, `No CSV: ${nameList(others)}.`, 'Choose LUNs that a cluster shares.');
}

function hostsReachable(tasks: readonly CsvTask[]): Check {
  const title = 'The agents of the hosts answer';
  const away = unique(
    tasks.flatMap(({ attached }) => attached.filter((host) => !host.reachable).map(({ name }) => name)),
  );
  if (away.length === 0) return pass('hosts_reachable', title, 'All of those that have it attached answer.');
  const reason = `${nameList(away)} cannot be reached through an agent, or ${be(away.length)} no longer reported.`;
  return refuse('host_unreachable', title, reason, 'Start their agents: each host takes its own registrations away.');
}

/** Without it an undo could not attach a CSV again, or move a VM back to it. */
export function addressesKnown(tasks: readonly CsvTask[]): Check {
  const title = 'Where the CSVs are found is known';
  const without = tasks.filter(({ csv }) => !hasAddress(csv)).map(({ csv }) => csv.lun.name);
  if (without.length === 0) return pass('csv_addresses', title, 'Target, portal and LUN number of each.');
  const reason = `The array does not say where initiators find ${nameList(without)}.`;
  return refuse('csv_address_unknown', title, reason, 'Refresh the agent of the array.');
}

function registrationsTold(tasks: readonly CsvTask[]): Check {
  const title = 'The arrays tell what is registered';
  const untold = tasks.filter(({ csv }) => csv.registrations === null).map(({ csv }) => csv.lun.name);
  if (untold.length === 0) return pass('registrations_told', title, 'For each of the CSVs.');
  const reason = `Nobody knows whose registrations are on ${nameList(untold)}: its array does not tell.`;
  return refuse('registrations_not_told', title, reason, 'Refresh the agent of the array, or use a driver that tells.');
}

function noStale(tasks: readonly CsvTask[]): Check {
  const title = 'No stale registration is left';
  const found = tasks.filter(({ ledger }) => ledger.keys.some(({ state }) => state === 'stale'));
  if (found.length === 0) return pass('no_stale_registrations', title, 'There is none.');
  const remedy: Remedy = {
    sentence: 'Clear them.',
    procedure: 'clear-stale-registrations',
    input: { lunIds: found.map(({ csv }) => csv.lun.id) },
  };
  return refuse('stale_registrations', title, `${listed(found, 'stale')}.`, remedy);
}

function noDuplicates(tasks: readonly CsvTask[]): Check {
  const title = 'No key is registered twice';
  const found = tasks.filter(({ ledger }) => ledger.keys.some(({ state }) => state === 'duplicate'));
  if (found.length === 0) return pass('no_duplicate_registrations', title, 'None is.');
  const reason = `${listed(found, 'duplicate')}: a dead session of a living host is still registered.`;
  return refuse(
    'duplicate_registrations',
    title,
    reason,
    'Let the agents of these hosts reconnect: a host takes its own dead registration away.',
  );
}

/** Who registered it may be writing to it. */
function noStrangers(tasks: readonly CsvTask[]): Check {
  const title = 'Nobody unknown is registered';
  const found = tasks.filter(({ ledger }) => ledger.keys.some(({ state }) => state === 'unknown'));
  if (found.length === 0) return pass('no_unknown_registrations', title, 'Every registration is of a known host.');
  return refuse(
    'unknown_registrations',
    title,
    `${listed(found, 'unknown')}.`,
    'Find out whose they are, and let their owner take them away: Heddle never does.',
  );
}

function listed(tasks: readonly CsvTask[], state: string): string {
  return nameList(
    tasks.map(({ csv, ledger }) => {
      const keys = ledger.keys.filter((key) => key.state === state).map(({ key }) => key);
      return `${csv.lun.name} has ${counted(keys.length, `${state} key`)} (${nameList(keys, 3)})`;
    }),
    3,
  );
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
