import type {
  ArrayFact,
  DiskFact,
  HostFact,
  LibraryServerFact,
  LibraryShareFact,
  LunFact,
  MaskingSetFact,
  PoolFact,
  TemplateFact,
  VirtualDiskFact,
  VmFact,
} from '#domain/fabric/facts.ts';
import type { GoldenFacts } from '#domain/fabric/golden.ts';
import { reservationKey } from '#domain/fabric/reservation-key.ts';
import type { CsvFact } from '#domain/procedures/csv-facts.ts';

/** A small fabric in which everything is allowed, for tests: each case changes the one thing it is about. */
export const GIB = 1024 ** 3;
export const GOLDEN_ID = '600a0b8000001d0e';

export const sampleArray = (change: Partial<ArrayFact> = {}): ArrayFact => ({
  id: 'array-1',
  name: 'SAN-1',
  agentId: 'agent-array',
  system: 'san-1',
  vendor: 'Example',
  model: 'iSCSI Target',
  version: '6.3',
  platform: 'iSCSI on WS2012 R2',
  transport: 'iscsi',
  reachable: true,
  sealRequiredBeforeClone: true,
  maxChainDepth: 2,
  maxLuns: 512,
  maxClonesPerParent: 256,
  snapshot: true,
  clone: false,
  preferredAllocation: 'snapshot',
  registrationLimit: null,
  registrationProbe: false,
  lunCount: 10,
  ...change,
});

export const samplePool = (change: Partial<PoolFact> = {}): PoolFact => ({
  id: 'pool-1',
  key: 'pool-1',
  name: 'Gold',
  sizeBytes: 10_000 * GIB,
  usedBytes: 1_000 * GIB,
  provisionedBytes: 2_000 * GIB,
  hostGroups: null,
  ...change,
});

export const sampleLun = (change: Partial<LunFact> = {}): LunFact => ({
  id: 'lun-golden',
  uniqueId: GOLDEN_ID,
  name: 'debian-12-golden',
  arrayId: 'array-1',
  poolId: 'pool-1',
  sizeBytes: 20 * GIB,
  usedBytes: 2 * GIB,
  kind: 'golden',
  parentUniqueId: null,
  chainDepth: 0,
  targetIqn: 'iqn.2026-01.lab.san-1:golden',
  portal: '10.0.0.1:3260',
  lunNumber: 1,
  masking: { 'ms-lib.1': 'read-write' },
  sessions: [],
  quarantinedUntil: null,
  ...change,
});

export const sampleMaskingSet = (change: Partial<MaskingSetFact> = {}): MaskingSetFact => ({
  id: 'ms-1',
  arrayId: 'array-1',
  key: 'ms-lib.1',
  name: 'Library',
  initiators: ['iqn.2026-01.lab:lib-1'],
  ...change,
});

export const sampleServer = (change: Partial<LibraryServerFact> = {}): LibraryServerFact => ({
  id: 'library-1',
  name: 'LIB-1',
  fqdn: 'lib-1.lab.example',
  agentId: 'agent-library',
  system: 'lib-1',
  transport: 'iscsi',
  reachable: true,
  initiators: ['iqn.2026-01.lab:lib-1'],
  ...change,
});

export const sampleDisk = (change: Partial<DiskFact> = {}): DiskFact => ({
  uniqueId: GOLDEN_ID,
  libraryServerId: 'library-1',
  online: true,
  readOnly: false,
  mounts: [{ path: 'C:\\Library\\debian-12\\', driveLetter: null }],
  criticalFor: [],
  ...change,
});

export const sampleVirtualDisk = (change: Partial<VirtualDiskFact> = {}): VirtualDiskFact => ({
  id: 'vhd-1',
  libraryServerId: 'library-1',
  shareId: 'share-1',
  directory: '\\\\lib-1.lab.example\\Library\\debian-12',
  file: 'debian-12.vhdx',
  sizeBytes: 20 * GIB,
  generalised: true,
  otherFiles: 0,
  missing: false,
  ...change,
});

export const sampleShare = (change: Partial<LibraryShareFact> = {}): LibraryShareFact => ({
  id: 'share-1',
  libraryServerId: 'library-1',
  path: '\\\\lib-1.lab.example\\Library',
  ...change,
});

export const sampleTemplate = (change: Partial<TemplateFact> = {}): TemplateFact => ({
  id: 'template-1',
  name: 'Debian 12',
  virtualDiskId: 'vhd-1',
  cpus: 2,
  memoryBytes: 2 * GIB,
  isoInDrive: false,
  ...change,
});

/** Not sealed yet, and no clone of it. */
export const sampleGolden = (change: Partial<GoldenFacts> = {}): GoldenFacts => ({
  template: sampleTemplate(),
  mountPathKey: null,
  virtualDisk: sampleVirtualDisk(),
  share: sampleShare(),
  libraryServer: sampleServer(),
  disks: [sampleDisk()],
  luns: [sampleLun()],
  arrays: [sampleArray()],
  pools: [samplePool()],
  maskingSets: [sampleMaskingSet()],
  clones: [],
  libraryServers: [sampleServer()],
  hostInitiators: [],
  usedBy: [],
  ...change,
});

export const sampleSealedGolden = (change: Partial<GoldenFacts> = {}): GoldenFacts =>
  sampleGolden({
    luns: [sampleLun({ masking: { 'ms-lib.1': 'read-only' } })],
    disks: [sampleDisk({ readOnly: true })],
    ...change,
  });

export const sampleHost = (number: number, change: Partial<HostFact> = {}): HostFact => ({
  id: `host-${number}`,
  name: `HV-${number}`,
  agentId: `agent-host-${number}`,
  system: `hv-${number}`,
  transport: 'iscsi',
  reachable: true,
  initiators: [`iqn.2026-01.lab:hv-${number}`],
  channels: 2,
  cpus: 16,
  memoryBytes: 128 * GIB,
  memoryUsedBytes: 16 * GIB,
  vmCount: 8,
  hostGroup: 'Production',
  clusterId: 'cluster-1',
  clusterName: 'CL-1',
  ...change,
});

export const sampleVm = (number: number, change: Partial<VmFact> = {}): VmFact => ({
  id: `vm-${number}`,
  key: `key-vm-${number}`,
  name: `web-${number}`,
  hostname: `web-${number}`,
  hostId: 'host-1',
  state: 'running',
  cpus: 2,
  memoryBytes: 2 * GIB,
  diskUniqueIds: [`00000000000000${String(number).padStart(2, '0')}`],
  ...change,
});

/** The clone that is the disk of `sampleVm(number)`, presented to HV-1 by a set of its own. */
export const sampleCloneLun = (number: number, change: Partial<LunFact> = {}): LunFact =>
  sampleLun({
    id: `lun-${number}`,
    uniqueId: `00000000000000${String(number).padStart(2, '0')}`,
    name: `web-${number}`,
    kind: 'clone',
    parentUniqueId: GOLDEN_ID,
    chainDepth: 1,
    targetIqn: `iqn.2026-01.lab.san-1:web-${number}`,
    masking: { 'ms-hv-1': 'read-write' },
    ...change,
  });

/** The key of a channel of `sampleHost(number)`. */
export const sampleKey = (number: number, channel: number): string =>
  reservationKey(`iqn.2026-01.lab:hv-${number}`, channel);

/** The set of the cluster of HV-1 and HV-2. */
export const sampleClusterSet = (change: Partial<MaskingSetFact> = {}): MaskingSetFact =>
  sampleMaskingSet({
    id: 'ms-cluster',
    key: 'cluster-cluster-1',
    name: 'CL-1',
    initiators: ['iqn.2026-01.lab:hv-1', 'iqn.2026-01.lab:hv-2'],
    ...change,
  });

/** A CSV of HV-1 and HV-2, registered over both channels of each, reserved by HV-1, with no disk on it. */
export const sampleCsv = (
  number: number,
  change: Partial<Omit<CsvFact, 'lun'>> & { lun?: Partial<LunFact> } = {},
): CsvFact => {
  const { lun, ...rest } = change;
  const keys = [1, 2].flatMap((host) => [0, 1].map((channel) => sampleKey(host, channel)));
  return {
    lun: sampleLun({
      id: `csv-${number}`,
      uniqueId: `00000000000000c${number}`,
      name: `csv-${number}`,
      kind: 'csv',
      sizeBytes: 1_000 * GIB,
      usedBytes: 0,
      targetIqn: `iqn.2026-01.lab.san-1:csv-${number}`,
      masking: { 'cluster-cluster-1': 'read-write' },
      sessions: ['iqn.2026-01.lab:hv-1', 'iqn.2026-01.lab:hv-2'],
      ...lun,
    }),
    registrations: {
      registrants: Object.fromEntries(keys.map((key) => [key, { registered: 1, admitted: true }])),
      generation: 4,
      holder: { key: sampleKey(1, 0), type: 5 },
      lostAt: null,
    },
    maskingSets: [sampleClusterSet()],
    attachedHostIds: ['host-1', 'host-2'],
    disks: [],
    ...rest,
  };
};
