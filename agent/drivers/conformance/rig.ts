import type { AgentConfig } from '#agent/drivers/agent-config.ts';
import type { Mount } from '#contract/agent/disks.ts';
import type { LunValue } from '#contract/agent/luns.ts';
import type { Access } from '#contract/agent/masking.ts';
import type { OperationParams } from '#contract/agent/operation.ts';

/**
 * What a driver brings to its conformance suite: the system under test and the other side of it (initiators for an
 * array, an array for a library server or host). The suite itself bundles, starts, kills and restarts the agent process
 * and speaks to it over HTTP; a rig must therefore outlive its agent. `system.system` must be unique to the rig.
 */
type Rig = {
  /** As it would stand in the agent's config file. */
  system: AgentConfig['systems'][number];
  /** Removes everything the rig made and stops every process it started. Called once, also after a failed suite. */
  dispose(): Promise<void>;
};

export type ArrayRig = Rig & {
  /** Key of a pool with room for a few LUNs of `sizeBytes` (and 1,000 of them when `bulk` is not false). */
  pool: string;
  sizeBytes: number;
  /** false leaves out the case with a batch of 1,000 LUNs. */
  bulk?: boolean;
  /** Two initiator names that no one else uses. */
  initiators: readonly [string, string];
  /**
   * Logs in to the LUN's target as `initiator` and tries to read or to write its first block (a write puts back the bytes
   * that were there). 'denied' = login or command refused.
   */
  tryOpen(lun: LunValue, initiator: string, mode: 'read' | 'write'): Promise<'allowed' | 'denied'>;
  /** Opens a live session; the returned function ends it and does not mind that the array ended it before. */
  openSession(lun: LunValue, initiator: string): Promise<() => Promise<void>>;
};

export type LibraryRig = Rig & {
  /** A disk with a mountable volume, granted read-write and OFFLINE when the suite begins; `mounts` are put back by online. */
  disk: { uniqueId: string; mounts: Mount[] };
  /** Changes what the array grants the library server for `disk`; null = masked. Only called while it is offline. */
  grant(access: Access | null): Promise<void>;
  /** A disk that refuses offline and online as critical; null when the rig cannot make one. */
  criticalDisk: { uniqueId: string } | null;
};

export type HostRig = Rig & {
  cpus: number;
  memoryBytes: number;
  /** How long a VM may take to its READY line. */
  startDeadlineMs: number;
  /** A new bootable disk granted to this host, whose guest will call itself `hostname`. */
  bootDisk(hostname: string): Promise<OperationParams<'vm.create'>['disks'][number]>;
  /** A disk of the same kind that is granted to another initiator only. */
  foreignDisk(hostname: string): Promise<OperationParams<'vm.create'>['disks'][number]>;
  /** A new disk as large as `bootDisk`'s, with nothing on it, granted to this host; left out = the driver moves no storage. */
  emptyDisk?(name: string): Promise<OperationParams<'vm.create'>['disks'][number]>;
};

/**
 * Two hosts on one array whose LUNs they share, for describeSharedDiskConformance. The suite serves each of the three by
 * an agent process of its own, kills those, and makes LUNs, masking sets and registrations through them alone.
 */
export type SharedDiskRig = {
  /**
   * It reports registrations and states a `registrationLimit` of scope 'lun' between the channels of both hosts together
   * and 255. The first initiator name of each host, as its inventory states it, is the one the suite masks to.
   */
  array: AgentConfig['systems'][number];
  hosts: readonly [AgentConfig['systems'][number], AgentConfig['systems'][number]];
  /** Key of a pool with room for a few LUNs of `sizeBytes`. */
  pool: string;
  sizeBytes: number;
  /** The array itself refuses a registration beyond its limit (05/55/04), not only its agent when it is asked to admit. */
  refusesRegistrations: boolean;
  /** Restarts the target, which forgets its registrations; null = the rig cannot. Hosts that live register again by themselves. */
  restartTarget: (() => Promise<void>) | null;
  /** As for the other rigs. */
  dispose(): Promise<void>;
};
