import type { HostFact, ManagementServerFact, MaskingSetFact } from '#domain/fabric/facts.ts';
import { ownMaskingSet } from '#domain/fabric/masking.ts';
import { byText, significantHost, significantSet } from './significant.ts';

/** A name that cannot be given again. `by` is the unfinished job that will take it, or null when it is in use. */
export type TakenName = { kind: 'vm' | 'lun'; name: string; by: string | null };

/** What clones of any kind need to know of where they go. */
export type CloneTargetFacts = {
  /** The hosts asked for, or every host of the cluster asked for. */
  hosts: HostFact[];
  cluster: { id: string; name: string } | null;
  /** Masking sets of the array that hold an initiator of one of the hosts, or have the key Heddle would give one. */
  hostSets: MaskingSetFact[];
  /** Of the names this input asks for, those that are not free: LUNs of the array, VMs of the whole fabric. */
  takenNames: TakenName[];
  managementServer: ManagementServerFact;
  /** At least `count` UUIDs, chosen once for a plan. */
  newIds: string[];
};

/** Key of the masking set that Heddle makes for a host that has none of its own. */
export function hostSetKey(hostId: string): string {
  return `host-${hostId}`;
}

/** Of the targets, what a plan stands on. */
export function significantTarget({ hosts, cluster, hostSets, takenNames, managementServer }: CloneTargetFacts) {
  const setOf = (host: HostFact) => {
    const own = ownMaskingSet(host, hostSets) ?? hostSets.find((set) => set.key === hostSetKey(host.id));
    return own ? significantSet(own) : null;
  };
  return {
    hosts: hosts.map((host) => ({ ...significantHost(host), set: setOf(host) })).sort(byText),
    clusterId: cluster?.id ?? null,
    takenNames: takenNames.map(({ kind, name }) => ({ kind, name: name.toLowerCase() })).sort(byText),
    managementServer,
  };
}
