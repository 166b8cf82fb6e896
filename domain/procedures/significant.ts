import { resolveChain } from '#domain/fabric/chain.ts';
import type {
  ArrayFact,
  DiskFact,
  HostFact,
  LibraryServerFact,
  LunFact,
  MaskingSetFact,
} from '#domain/fabric/facts.ts';
import type { GoldenFacts } from '#domain/fabric/golden.ts';
import { sameUniqueId } from '#domain/fabric/unique-id.ts';

/**
 * The part of the facts that a plan stands on: when it changes, the plan is stale. What moves all the time (free
 * bytes, sessions, VM counts, whether an agent has just answered) is left out; a refusal finds it when it matters.
 */
export function significantGolden(golden: GoldenFacts) {
  const { libraryServer, mountPathKey, disk, lun, array, maskingSets, checks } = resolveChain(golden);
  const { id, virtualDiskId, cpus, memoryBytes, isoInDrive } = golden.template;
  return {
    template: { id, virtualDiskId, cpus, memoryBytes, isoInDrive },
    virtualDisk: golden.virtualDisk,
    share: golden.share,
    libraryServer: libraryServer && significantServer(libraryServer),
    mountPathKey,
    disks: disk
      ? golden.disks
          .filter((one) => sameUniqueId(one.uniqueId, disk.uniqueId))
          .map(significantDisk)
          .sort(byText)
      : [],
    lun: lun && significantLun(lun),
    array: array && significantArray(array),
    maskingSets: maskingSets.map(significantSet).sort(byText),
    broken: checks.filter((check) => check.state === 'refused').map((check) => check.code),
  };
}

export function significantLun(lun: LunFact) {
  const { usedBytes: _used, sessions: _sessions, ...rest } = lun;
  return rest;
}

export function significantArray({ id, agentId, system, transport, platform, sealRequiredBeforeClone }: ArrayFact) {
  return { id, agentId, system, transport, platform, sealRequiredBeforeClone };
}

export function significantSet({ id, key, name, initiators }: MaskingSetFact) {
  return { id, key, name, initiators: [...initiators].sort() };
}

export function significantHost({ id, name, agentId, system, transport, initiators, hostGroup, clusterId }: HostFact) {
  return { id, name, agentId, system, transport, initiators: [...initiators].sort(), hostGroup, clusterId };
}

/** As above, with what its reservation keys are made of: the first of its names, and its channels. */
export function significantSharer(host: HostFact) {
  return { ...significantHost(host), channels: host.channels, keysOf: host.initiators[0] ?? null };
}

/** Any order of the same things gives the same hash. */
export function byText(a: { [name: string]: unknown }, b: { [name: string]: unknown }): number {
  const [one, other] = [JSON.stringify(a), JSON.stringify(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}

function significantServer({ id, agentId, system, transport, initiators }: LibraryServerFact) {
  return { id, agentId, system, transport, initiators: [...initiators].sort() };
}

function significantDisk({ uniqueId, libraryServerId, online, readOnly, mounts, criticalFor }: DiskFact) {
  return {
    uniqueId,
    libraryServerId,
    online,
    readOnly,
    mounts: [...mounts].sort(byText),
    criticalFor: [...criticalFor].sort(),
  };
}
