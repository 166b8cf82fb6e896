/**
 * What a procedure knows of the fabric when it plans: gathered by the server from its inventory, one snapshot.
 * Ids are Heddle's own; `key`/`system` are what the agent calls the thing. Sizes in bytes.
 */
export type Access = 'read-write' | 'read-only';
export type Transport = 'iscsi' | 'fc';

export type ArrayFact = {
  id: string;
  name: string;
  agentId: string;
  system: string;
  vendor: string;
  model: string;
  version: string;
  platform: string | null;
  transport: Transport;
  /** false: its agent has not answered lately, so nothing about it can be relied on. */
  reachable: boolean;
  sealRequiredBeforeClone: boolean;
  maxChainDepth: number | null;
  maxLuns: number | null;
  maxClonesPerParent: number | null;
  snapshot: boolean;
  clone: boolean;
  preferredAllocation: 'snapshot' | 'clone' | null;
  /** How many registrations it is configured to hold, as its agent reports; null = it states none. */
  registrationLimit: { scope: 'lun' | 'array'; value: number } | null;
  /** Its limit may be probed on a scratch LUN. */
  registrationProbe: boolean;
  lunCount: number;
};

export type PoolFact = {
  id: string;
  key: string;
  name: string;
  sizeBytes: number;
  usedBytes: number;
  /** Sum of the sizes of its LUNs: more than `sizeBytes` when it is overcommitted. */
  provisionedBytes: number;
  hostGroups: string[] | null;
};

export type LunFact = {
  id: string;
  uniqueId: string;
  name: string;
  arrayId: string;
  poolId: string;
  sizeBytes: number;
  usedBytes: number | null;
  kind: 'golden' | 'clone' | 'data' | 'csv';
  parentUniqueId: string | null;
  chainDepth: number;
  /** Where initiators find it; null where the array does not say. */
  targetIqn: string | null;
  portal: string | null;
  lunNumber: number | null;
  /** masking set key -> access */
  masking: { [maskingSetKey: string]: Access };
  sessions: string[];
  quarantinedUntil: string | null;
};

/** What an array holds on a shared LUN, by reservation key. `registered` counts registrants, `admitted` = room is kept. */
export type RegistrationsFact = {
  registrants: { [key: string]: { registered: number; admitted: boolean } };
  /** Grows with every change, begins anew when the target forgets them. */
  generation: number;
  holder: { key: string; type: number } | null;
  /** RFC 3339: since when registrations are gone because the target restarted. */
  lostAt: string | null;
};

export type MaskingSetFact = { id: string; arrayId: string; key: string; name: string; initiators: string[] };

/** A LUN cloned from another one, quarantined or not. */
export type CloneFact = { arrayId: string; parentUniqueId: string; name: string; quarantinedUntil: string | null };

export type LibraryServerFact = {
  id: string;
  name: string;
  fqdn: string;
  agentId: string;
  system: string;
  transport: Transport;
  reachable: boolean;
  initiators: string[];
};

export type MountFact = { path: string; driveLetter: string | null };
export type DiskFact = {
  uniqueId: string;
  libraryServerId: string;
  online: boolean;
  readOnly: boolean;
  mounts: MountFact[];
  criticalFor: string[];
};

export type VirtualDiskFact = {
  id: string;
  libraryServerId: string;
  shareId: string;
  directory: string;
  file: string;
  sizeBytes: number;
  generalised: boolean;
  otherFiles: number;
  /** Its library server no longer reports it. */
  missing: boolean;
};
export type LibraryShareFact = { id: string; libraryServerId: string; path: string };

export type TemplateFact = {
  id: string;
  name: string;
  virtualDiskId: string | null;
  cpus: number;
  memoryBytes: number;
  isoInDrive: boolean;
};

export type HostFact = {
  id: string;
  name: string;
  agentId: string;
  system: string;
  transport: Transport;
  reachable: boolean;
  initiators: string[];
  channels: number;
  cpus: number;
  memoryBytes: number;
  /** Sum over its VMs. */
  memoryUsedBytes: number;
  vmCount: number;
  hostGroup: string | null;
  clusterId: string | null;
  clusterName: string | null;
};

export type VmFact = {
  id: string;
  key: string;
  name: string;
  hostname: string | null;
  hostId: string;
  state: 'stopped' | 'starting' | 'running';
  cpus: number;
  memoryBytes: number;
  diskUniqueIds: string[];
};

export type ManagementServerFact = { version: string; runsOn: string } | null;
