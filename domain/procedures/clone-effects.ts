import type { CloneSource } from '#domain/fabric/clone-source.ts';
import type { HostFact } from '#domain/fabric/facts.ts';
import type { Effect, ObjectRef } from '#domain/plans/plan.ts';

/** LUNs, clones of the parent, bytes promised, chain depth, hosts touched: before -> after of the limit. */
export function cloneEffects({ lun, array, pool, clones }: CloneSource, count: number, hostCount: number): Effect[] {
  return [
    limited({
      key: 'luns',
      label: 'LUNs',
      unit: 'LUNs',
      before: array.lunCount,
      after: array.lunCount + count,
      limit: array.maxLuns,
      scope: array.name,
    }),
    limited({
      key: 'clones',
      label: 'Clones of the golden LUN',
      unit: 'clones',
      before: clones,
      after: clones + count,
      limit: array.maxClonesPerParent,
      scope: lun.name,
    }),
    {
      key: 'provisioned',
      label: 'Provisioned, thin',
      unit: 'bytes',
      before: pool.provisionedBytes,
      after: pool.provisionedBytes + count * lun.sizeBytes,
      limit: pool.sizeBytes,
      scope: pool.name,
    },
    limited({
      key: 'chain-depth',
      label: 'Chain depth',
      unit: 'levels',
      before: lun.chainDepth,
      after: lun.chainDepth + 1,
      limit: array.maxChainDepth,
      scope: array.name,
    }),
    { key: 'hosts', label: 'Hosts touched', unit: 'hosts', before: null, after: hostCount, limit: null, scope: null },
  ];
}

/** `hosts` are those that were asked for, with or without a new VM. */
export function vmEffects(hosts: readonly HostFact[], count: number, memoryBytes: number): Effect[] {
  const vms = hosts.reduce((sum, host) => sum + host.vmCount, 0);
  const usedBytes = hosts.reduce((sum, host) => sum + host.memoryUsedBytes, 0);
  const totalBytes = hosts.reduce((sum, host) => sum + host.memoryBytes, 0);
  const scope = hosts.length === 1 ? (hosts[0]?.name ?? null) : `${hosts.length} hosts`;
  return [
    { key: 'vms', label: 'VMs', unit: 'VMs', before: vms, after: vms + count, limit: null, scope },
    {
      key: 'memory',
      label: 'Memory of VMs',
      unit: 'bytes',
      before: usedBytes,
      after: usedBytes + count * memoryBytes,
      limit: totalBytes,
      scope,
    },
  ];
}

export function cloneTouches({ lun, array, pool }: CloneSource, hosts: Iterable<HostFact>): ObjectRef[] {
  return [
    { kind: 'array', id: array.id, name: array.name },
    { kind: 'pool', id: pool.id, name: pool.name },
    { kind: 'lun', id: lun.id, name: lun.name },
    ...[...hosts].map((host): ObjectRef => ({ kind: 'host', id: host.id, name: host.name })),
  ];
}

function limited(effect: Effect): Effect {
  return effect.limit === null ? { ...effect, limitUnknown: true } : effect;
}
