import type {
  ArrayFact,
  CloneFact,
  DiskFact,
  LibraryServerFact,
  LibraryShareFact,
  LunFact,
  MaskingSetFact,
  PoolFact,
  TemplateFact,
  VirtualDiskFact,
} from './facts.ts';

/** What is known around a template's golden LUN; the chain is looked up in it, so it may hold more than is used. */
export type GoldenFacts = {
  template: TemplateFact;
  /** Asked for by the operator, or null for the default: '*' + (directory - share path) + '*'. */
  mountPathKey: string | null;
  virtualDisk: VirtualDiskFact | null;
  share: LibraryShareFact | null;
  libraryServer: LibraryServerFact | null;
  /** Every disk of that library server, and what other library servers see of the same LUNs. */
  disks: DiskFact[];
  /** LUNs with the unique id of one of the disks, their arrays, pools and the masking sets they are in. */
  luns: LunFact[];
  arrays: ArrayFact[];
  pools: PoolFact[];
  maskingSets: MaskingSetFact[];
  clones: CloneFact[];
  /** Every library server, and every host initiator in one of the masking sets: whose initiator is it? */
  libraryServers: LibraryServerFact[];
  hostInitiators: { initiator: string; host: string }[];
  /** VMs with one of the LUNs as a disk of their own. */
  usedBy: { uniqueId: string; vm: string }[];
};
