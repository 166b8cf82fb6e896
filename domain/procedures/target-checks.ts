import { compatibility } from '#domain/fabric/compatibility.ts';
import type { ArrayFact, HostFact, LibraryServerFact, ManagementServerFact, PoolFact } from '#domain/fabric/facts.ts';
import { iscsiNameProblem } from '#domain/fabric/iqn.ts';
import { ownMaskingSet, sameInitiators } from '#domain/fabric/masking.ts';
import { be, nameList } from '#domain/fabric/name-list.ts';
import { pass, refuse, warn } from '#domain/plans/check.ts';
import type { Check } from '#domain/plans/plan.ts';
import { type CloneTargetFacts, hostSetKey } from './clone-facts.ts';

/** Where the clones come from; `library` is null when no template is involved. */
export type CloneOrigin = { array: ArrayFact; pool: PoolFact; library: LibraryServerFact | null };

/** Can the hosts get LUNs of this array and pool? */
export function targetChecks(target: CloneTargetFacts, origin: CloneOrigin): Check[] {
  return [
    ...hostChecks(target),
    sameTransport(target.hosts, origin),
    poolAllocated(target.hosts, origin.pool),
    setsAgree(target),
    compatible(target.managementServer, origin.array),
  ];
}

/** What can be said of the hosts even when the template leads to no array. */
export function hostChecks(target: Pick<CloneTargetFacts, 'hosts' | 'cluster'>): Check[] {
  return [hostsThere(target), hostsReachable(target.hosts), initiatorsKnown(target.hosts)];
}

function hostsThere({ hosts, cluster }: Pick<CloneTargetFacts, 'hosts' | 'cluster'>): Check {
  const title = 'There are hosts to place on';
  if (hosts.length > 0) return pass('hosts_there', title, `${nameList(namesOf(hosts))}.`);
  const reason = cluster ? `Cluster ${cluster.name} has no host.` : 'No host was given.';
  return refuse('no_hosts', title, reason, 'Choose another cluster, or hosts by name.');
}

function hostsReachable(hosts: readonly HostFact[]): Check {
  const title = 'The agents of the hosts answer';
  const away = hosts.filter((host) => !host.reachable);
  if (away.length === 0) return pass('hosts_reachable', title, 'All of them answer.');
  const reason = `${nameList(namesOf(away))} cannot be reached through an agent, or ${be(away.length)} no longer reported.`;
  return refuse('host_unreachable', title, reason, 'Start their agents, or leave these hosts out.');
}

function initiatorsKnown(hosts: readonly HostFact[]): Check {
  const title = 'The initiators of the hosts are known';
  const without = hosts.filter((host) => host.initiators.length === 0);
  const wrong = hosts.flatMap((host) => host.initiators.map(iscsiNameProblem).filter((problem) => problem !== null));
  if (without.length === 0 && wrong.length === 0) return pass('initiators_known', title, 'Each host has a valid one.');
  const found =
    without.length > 0
      ? `${nameList(namesOf(without))} ${without.length === 1 ? 'reports' : 'report'} no initiator`
      : nameList(wrong, 3);
  return refuse('initiators_unknown', title, `${found}.`, 'Give the hosts an initiator name and refresh their agents.');
}

/** Library server, array and hosts must all use the same one: a LUN is never reached by FC here and iSCSI there. */
export function sameTransport(
  hosts: readonly HostFact[],
  { array, library }: Pick<CloneOrigin, 'array' | 'library'>,
): Check {
  const title = 'Everyone reaches the array over the same transport';
  const others = [...(library ? [library] : []), ...hosts].filter((one) => one.transport !== array.transport);
  if (others.length === 0) return pass('same_transport', title, `All use ${array.transport}.`);
  const found = nameList(others.map((one) => `${one.name} uses ${one.transport}`));
  const reason = `${array.name} is reached over ${array.transport}, but ${found}.`;
  return refuse(
    'mixed_transport',
    title,
    reason,
    `Choose hosts on ${array.transport}, or ${library ? 'a template on another' : 'another'} array.`,
  );
}

export function poolAllocated(hosts: readonly HostFact[], pool: PoolFact): Check {
  const title = 'The pool is allocated to the host group';
  const groups = pool.hostGroups;
  if (groups === null) return pass('pool_allocated', title, `${pool.name} is open to every host group.`);
  const outside = hosts.filter((host) => host.hostGroup === null || !groups.includes(host.hostGroup));
  if (outside.length === 0) return pass('pool_allocated', title, `${pool.name} is allocated to ${nameList(groups)}.`);
  const found = nameList(outside.map((host) => `${host.name} (${host.hostGroup ?? 'in no host group'})`));
  const reason = `${pool.name} is allocated to ${groups.length > 0 ? nameList(groups) : 'no host group'}, but not to ${found}.`;
  return refuse('pool_not_allocated', title, reason, 'Allocate the pool to the host group, or choose other hosts.');
}

/** The set that Heddle would make for a host is there, but for other initiators: its name is not ours to overwrite. */
function setsAgree({ hosts, hostSets }: CloneTargetFacts): Check {
  const title = 'Each host has a masking set, or can be given one';
  const without = hosts.filter((host) => ownMaskingSet(host, hostSets) === null);
  const blocked = without.filter((host) =>
    hostSets.some((set) => set.key === hostSetKey(host.id) && !sameInitiators(set.initiators, host.initiators)),
  );
  if (blocked.length > 0) {
    const reason = `The masking sets made for ${nameList(namesOf(blocked))} hold other initiators than the hosts report now.`;
    return refuse(
      'masking_set_differs',
      title,
      reason,
      'Correct the initiators of these masking sets on the array, and refresh.',
    );
  }
  if (without.length === 0) return pass('masking_sets', title, 'Each has its own.');
  return pass('masking_sets', title, `One is made for ${nameList(namesOf(without))}.`);
}

export function compatible(server: ManagementServerFact, array: ArrayFact): Check {
  const title = 'The versions are known to work together';
  if (array.platform === null)
    return pass('compatible', title, `The compatibility table has no row about ${array.name}.`);
  if (server === null) {
    const reason = `${array.name} is '${array.platform}', but no management server is recorded to look up.`;
    return warn(
      'compatibility_unknown',
      title,
      reason,
      'Record its version under Settings if one manages this array too.',
    );
  }
  const named = `version ${server.version} on ${server.runsOn}, managing ${array.platform}`;
  const { verdict } = compatibility(server, array.platform);
  if (verdict === 'yes') return pass('compatible', title, `The table says yes: ${named}.`);
  if (verdict === 'no')
    return refuse(
      'incompatible',
      title,
      `The table says no: ${named}.`,
      'Move the management server to a supported system.',
    );
  return warn('compatibility_unknown', title, `The table has no row for ${named}.`, 'Try it with one VM first.');
}

function namesOf(hosts: readonly HostFact[]): string[] {
  return hosts.map((host) => host.name);
}
