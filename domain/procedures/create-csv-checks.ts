import { lunLimit, poolCommitment, poolReserve } from '#domain/fabric/array-room.ts';
import { formatBytes } from '#domain/fabric/bytes.ts';
import type { HostFact } from '#domain/fabric/facts.ts';
import { arrayReachable } from '#domain/fabric/golden-checks.ts';
import { ownMaskingSet, sameInitiators } from '#domain/fabric/masking.ts';
import { counted, nameList } from '#domain/fabric/name-list.ts';
import { digestOf, MAX_CHANNELS } from '#domain/fabric/reservation-key.ts';
import { pass, refuse } from '#domain/plans/check.ts';
import type { Check } from '#domain/plans/plan.ts';
import { type CreateCsvFacts, clusterSetKey } from './csv-facts.ts';
import { compatible, hostChecks, poolAllocated, sameTransport } from './target-checks.ts';

/** Nodes of one failover cluster, as documented. */
export const MAX_CLUSTER_NODES = 64;

export function createCsvChecks(
  { name, sizeBytes }: { name: string; sizeBytes: number },
  facts: CreateCsvFacts,
): Check[] {
  const { hosts, array, pool, managementServer } = facts;
  return [
    arrayReachable(array),
    reportsRegistrations(facts),
    lunLimit(array, 1),
    poolReserve(pool),
    smallerThanPool(facts, sizeBytes),
    poolCommitment(pool, sizeBytes),
    ...hostChecks(facts),
    clusterSize(hosts),
    shareLuns(facts),
    channelsCount(hosts),
    keysDiffer(hosts),
    sameTransport(hosts, { array, library: null }),
    poolAllocated(hosts, pool),
    setAgrees(facts),
    compatible(managementServer, array),
    nameValid(name),
    nameFree(name, facts),
  ];
}

function reportsRegistrations({ array, reportsRegistrations: reports }: CreateCsvFacts): Check {
  const title = 'The array tells what is registered on its LUNs';
  if (reports) return pass('registrations_told', title, `${array.name} does.`);
  const reason = `${array.name} does not tell which registrations it holds, so nobody could prove that a CSV is safe.`;
  return refuse('registrations_not_told', title, reason, 'Use an array whose driver reports registrations.');
}

function smallerThanPool({ pool }: CreateCsvFacts, sizeBytes: number): Check {
  const title = 'The CSV is no larger than its pool';
  if (sizeBytes <= pool.sizeBytes) return pass('csv_size', title, `${formatBytes(sizeBytes)} in ${pool.name}.`);
  const reason = `${formatBytes(sizeBytes)} is more than all of ${pool.name}, which has ${formatBytes(pool.sizeBytes)}.`;
  return refuse('csv_too_large', title, reason, 'Ask for a smaller CSV, or choose another pool.');
}

function clusterSize(hosts: readonly HostFact[]): Check {
  const title = `The cluster has at most ${MAX_CLUSTER_NODES} nodes`;
  if (hosts.length <= MAX_CLUSTER_NODES) return pass('cluster_size', title, `${counted(hosts.length, 'node')}.`);
  const reason = `It has ${hosts.length}; a failover cluster supports no more than ${MAX_CLUSTER_NODES}.`;
  return refuse('cluster_too_large', title, reason, 'Divide it into several clusters.');
}

function shareLuns({ hosts, unsharingHostIds }: CreateCsvFacts): Check {
  const title = 'The hosts share LUNs with each other';
  const alone = hosts.filter(({ id }) => unsharingHostIds.includes(id)).map(({ name }) => name);
  if (alone.length === 0) return pass('hosts_share', title, 'All of them do.');
  const reason = `The drivers of ${nameList(alone)} cannot open a LUN together with other hosts.`;
  return refuse('hosts_do_not_share', title, reason, 'Use another driver on these hosts, or another cluster.');
}

function channelsCount(hosts: readonly HostFact[]): Check {
  const title = `Each host has 1 to ${MAX_CHANNELS} channels`;
  const wrong = hosts.filter(({ channels }) => channels < 1 || channels > MAX_CHANNELS);
  if (wrong.length === 0) {
    const total = hosts.reduce((sum, { channels }) => sum + channels, 0);
    return pass('channels_count', title, `${counted(total, 'channel')} altogether.`);
  }
  const reason = `${nameList(wrong.map(({ name, channels }) => `${name} has ${channels}`))}.`;
  return refuse('channels_out_of_range', title, reason, 'Correct the channels in the options of their agents.');
}

/** Two hosts with the same keys could not be told apart on the array, and would take each other's registration away. */
function keysDiffer(hosts: readonly HostFact[]): Check {
  const title = 'The keys of the hosts differ';
  const owners = new Map<string, string[]>();
  for (const { name, initiators } of hosts) {
    const [initiator] = initiators;
    if (initiator === undefined) continue;
    const digest = digestOf(initiator);
    owners.set(digest, [...(owners.get(digest) ?? []), name]);
  }
  const same = [...owners.values()].filter((names) => names.length > 1);
  if (same.length === 0) return pass('keys_differ', title, 'Each key says whose it is.');
  const reason = `The initiator names of ${same.map((names) => nameList(names)).join('; ')} give the same keys.`;
  return refuse('keys_collide', title, reason, 'Give one of these hosts another initiator name.');
}

/** The set that Heddle would make is there, but for other initiators: its name is not ours to overwrite. */
function setAgrees({ cluster, hosts, maskingSets }: CreateCsvFacts): Check {
  const title = 'The cluster has a masking set, or can be given one';
  const initiators = hosts.flatMap((host) => host.initiators);
  const own = ownMaskingSet({ initiators }, maskingSets);
  if (own) return pass('masking_sets', title, `${own.name} holds exactly its initiators.`);
  const blocked = maskingSets.find(({ key }) => key === clusterSetKey(cluster.id));
  if (!blocked || sameInitiators(blocked.initiators, initiators))
    return pass('masking_sets', title, `One is made for ${cluster.name}.`);
  return refuse(
    'masking_set_differs',
    title,
    `The masking set made for ${cluster.name} holds other initiators than its hosts report now.`,
    'Correct its initiators on the array, and refresh.',
  );
}

function nameValid(name: string): Check {
  const title = 'The name can be given to a LUN';
  if (/^[a-z0-9]([a-z0-9 ._-]{0,61}[a-z0-9._-])?$/i.test(name)) return pass('name_valid', title, `${name}.`);
  const reason = `'${name}' is not 1 to 63 letters, digits, spaces, '.', '_' or '-', with a letter or digit first.`;
  return refuse('name_invalid', title, reason, 'Choose another name.');
}

function nameFree(name: string, { array, takenNames }: CreateCsvFacts): Check {
  const title = 'The name is free';
  const [taken] = takenNames;
  if (!taken) return pass('name_free', title, `No LUN of ${array.name} is called ${name}.`);
  const by = taken.by === null ? 'is there already' : `will be made by '${taken.by}'`;
  return refuse('name_taken', title, `LUN ${taken.name} ${by} on ${array.name}.`, 'Choose another name.');
}
