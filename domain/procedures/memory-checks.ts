import { formatBytes } from '#domain/fabric/bytes.ts';
import type { HostFact } from '#domain/fabric/facts.ts';
import { nameList } from '#domain/fabric/name-list.ts';
import { countByHost, memoryShortage, survivesOneHost } from '#domain/fabric/placement.ts';
import { pass, warn } from '#domain/plans/check.ts';
import type { Check } from '#domain/plans/plan.ts';

/** Running VMs on one host of a failover cluster, as documented. */
export const MAX_VMS_PER_HOST = 1024;

/** What the placement comes to: warnings only, since hypervisors differ in what they bear. */
export function memoryChecks(hosts: readonly HostFact[], placed: readonly HostFact[], memoryBytes: number): Check[] {
  return [enoughMemory(placed, memoryBytes), oneInReserve(hosts, placed.length * memoryBytes), notTooMany(placed)];
}

function enoughMemory(placed: readonly HostFact[], memoryBytes: number): Check {
  const title = 'The hosts have the memory';
  const short = memoryShortage(placed, memoryBytes);
  if (short.length === 0) return pass('host_memory', title, 'Every VM fits where it is placed.');
  const found = nameList(short.map(({ host, shortBytes }) => `${host.name} by ${formatBytes(shortBytes)}`));
  return warn('host_memory_short', title, `There is too little: ${found}.`, 'Ask for fewer VMs, or give more hosts.');
}

function oneInReserve(hosts: readonly HostFact[], addedBytes: number): Check {
  const title = 'One host may fail';
  if (survivesOneHost(hosts, addedBytes)) return pass('host_reserve', title, 'The others could take over its VMs.');
  const reason = 'Without the largest of these hosts the others could not hold all the VMs in memory.';
  return warn('no_host_reserve', title, reason, 'Keep one host in reserve: ask for fewer VMs, or give more hosts.');
}

function notTooMany(placed: readonly HostFact[]): Check {
  const title = `No host runs more than ${MAX_VMS_PER_HOST} VMs`;
  const full = [...countByHost(placed)].filter(([host, count]) => host.vmCount + count > MAX_VMS_PER_HOST);
  if (full.length === 0) return pass('host_vms', title, 'All stay below.');
  const found = nameList(full.map(([host, count]) => `${host.name} with ${host.vmCount + count}`));
  return warn('host_vms_many', title, `A failover cluster supports no more: ${found}.`, 'Give more hosts.');
}
