import type {
  ArrayFact,
  HostFact,
  LunFact,
  ManagementServerFact,
  MaskingSetFact,
  PoolFact,
  RegistrationsFact,
  VmFact,
} from '#domain/fabric/facts.ts';
import type { TakenName } from './clone-facts.ts';

/** A virtual disk of a VM on a CSV. `position` among the VM's disks; size null = the whole LUN, or not told. */
export type CsvDiskFact = { vmId: string; vm: string; position: number; sizeBytes: number | null };

/** A CSV, what its array holds on it, and who uses it. */
export type CsvFact = {
  lun: LunFact;
  /** null = its array does not tell. */
  registrations: RegistrationsFact | null;
  /** The masking sets it is in. */
  maskingSets: MaskingSetFact[];
  /** Hosts that report it among the LUNs they share. */
  attachedHostIds: string[];
  /** Of every VM, by VM and position. */
  disks: CsvDiskFact[];
};

/** One new id. */
export type CreateCsvFacts = {
  cluster: { id: string; name: string };
  /** Every host of the cluster. */
  hosts: HostFact[];
  /** Of these, the ids of those whose driver shares no LUN with other hosts ('shared-disk.attach' is unknown to it). */
  unsharingHostIds: string[];
  array: ArrayFact;
  pool: PoolFact;
  /** The driver of the array knows 'registrations.admit'. */
  reportsRegistrations: boolean;
  /** Masking sets of the array that hold an initiator of one of the hosts, or have the key Heddle gives the cluster's. */
  maskingSets: MaskingSetFact[];
  /** LUNs of the array that have the name, or will. */
  takenNames: TakenName[];
  managementServer: ManagementServerFact;
  newIds: string[];
};

export type RetireCsvFacts = {
  csv: CsvFact;
  array: ArrayFact;
  /** Every host of the fabric: whose key is registered is only known from all. */
  hosts: HostFact[];
  /** RFC 3339 in UTC: now and the days of quarantine. */
  quarantineUntil: string;
};

export type ClearStaleRegistrationsFacts = {
  /** The CSVs asked for, or every CSV of the array asked for. */
  csvs: CsvFact[];
  /** Those the CSVs are on, or the one asked for. */
  arrays: ArrayFact[];
  /** Every host of the fabric. */
  hosts: HostFact[];
};

export type ConsolidateCsvsFacts = {
  /** Those that are moved. */
  vms: VmFact[];
  /** Every CSV that a move leaves or enters, and those to retire. */
  csvs: CsvFact[];
  arrays: ArrayFact[];
  /** Every host of the fabric. */
  hosts: HostFact[];
  /** RFC 3339 in UTC: now and the days of quarantine. */
  quarantineUntil: string;
};

/** One new id. */
export type ProbeRegistrationLimitFacts = { array: ArrayFact; pool: PoolFact; newIds: string[] };

/** Key of the masking set that Heddle makes for a cluster that has none with exactly its initiators. */
export function clusterSetKey(clusterId: string): string {
  return `cluster-${clusterId}`;
}
