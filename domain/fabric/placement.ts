import type { HostFact } from './facts.ts';

/**
 * A host for each of `count` equal VMs: each goes where most memory is free, then where fewest VMs are, then by name.
 * A host may be given more than it has room for; `memoryShortage` tells. Empty when there are no hosts.
 */
export function placeVms(hosts: readonly HostFact[], count: number, memoryBytes: number): HostFact[] {
  const loads = hosts.map((host) => ({ host, freeBytes: host.memoryBytes - host.memoryUsedBytes, vms: host.vmCount }));
  const placed: HostFact[] = [];
  for (let index = 0; index < count; index += 1) {
    const best = loads.reduce<(typeof loads)[number] | null>((a, b) => (a === null || isBetter(b, a) ? b : a), null);
    if (!best) return [];
    best.freeBytes -= memoryBytes;
    best.vms += 1;
    placed.push(best.host);
  }
  return placed;
}

/** One after the other, by name: for LUNs, which need no memory. */
export function placeInTurn(hosts: readonly HostFact[], count: number): HostFact[] {
  const order = [...hosts].sort(byName);
  return Array.from({ length: count }, (_, index) => order[index % order.length]).filter((host) => host !== undefined);
}

/** Hosts whose VMs would have more memory than the host, with how much more. */
export function memoryShortage(
  placed: readonly HostFact[],
  memoryBytes: number,
): { host: HostFact; shortBytes: number }[] {
  return [...countByHost(placed)].flatMap(([host, count]) => {
    const shortBytes = host.memoryUsedBytes + count * memoryBytes - host.memoryBytes;
    return shortBytes > 0 ? [{ host, shortBytes }] : [];
  });
}

/** The VMs of all these hosts would still fit if the largest of them failed. */
export function survivesOneHost(hosts: readonly HostFact[], addedBytes: number): boolean {
  const usedBytes = hosts.reduce((sum, host) => sum + host.memoryUsedBytes, addedBytes);
  const totalBytes = hosts.reduce((sum, host) => sum + host.memoryBytes, 0);
  const largestBytes = hosts.reduce((most, host) => Math.max(most, host.memoryBytes), 0);
  return usedBytes <= totalBytes - largestBytes;
}

export function countByHost(placed: readonly HostFact[]): Map<HostFact, number> {
  const counts = new Map<HostFact, number>();
  for (const host of placed) counts.set(host, (counts.get(host) ?? 0) + 1);
  return counts;
}

type Load = { host: HostFact; freeBytes: number; vms: number };

function isBetter(a: Load, b: Load): boolean {
  if (a.freeBytes !== b.freeBytes) return a.freeBytes > b.freeBytes;
  return a.vms === b.vms ? byName(a.host, b.host) < 0 : a.vms < b.vms;
}

function byName(a: HostFact, b: HostFact): number {
  if (a.name === b.name) return a.id < b.id ? -1 : 1;
  return a.name < b.name ? -1 : 1;
}
