import type { DiskValue } from '#contract/agent/disks.ts';
import type { ArrayInventory, HostInventory, LibraryInventory, PoolValue } from '#contract/agent/inventory.ts';
import type { LunValue } from '#contract/agent/luns.ts';
import type { VmValue } from '#contract/agent/vms.ts';

/** Objects as agents report them, plain and valid; a test names what it is about. */
export const seenPool = (over: Partial<PoolValue> = {}): PoolValue => ({
  key: 'pool-1',
  name: 'Pool 1',
  sizeBytes: 1_000_000_000_000,
  usedBytes: 100_000_000_000,
  classification: null,
  hostGroups: null,
  ...over,
});

export const seenLun = (over: Partial<LunValue> = {}): LunValue => ({
  uniqueId: 'a0000001',
  name: 'lun-1',
  pool: 'pool-1',
  sizeBytes: 20_000_000_000,
  usedBytes: 18_000_000,
  kind: 'data',
  parentUniqueId: null,
  chainDepth: 0,
  targetIqn: 'iqn.2030-01.test:lun-1',
  portal: '127.0.0.1:3260',
  lunNumber: 1,
  masking: {},
  sessions: [],
  quarantinedUntil: null,
  registrations: null,
  ...over,
});

export const seenArray = (over: Partial<ArrayInventory> = {}): ArrayInventory => ({
  kind: 'array',
  system: 'array-1',
  name: 'Array 1',
  vendor: 'Heddle',
  model: 'test',
  version: '1.0',
  platform: null,
  transport: 'iscsi',
  capabilities: {
    sealRequiredBeforeClone: true,
    maxChainDepth: 1,
    maxLuns: null,
    maxClonesPerParent: null,
    snapshot: true,
    clone: false,
    preferredAllocation: 'snapshot',
    registrationLimit: null,
    registrationProbe: false,
  },
  pools: [seenPool()],
  luns: [],
  maskingSets: [],
  ...over,
});

export const seenDisk = (over: Partial<DiskValue> = {}): DiskValue => ({
  uniqueId: 'a0000001',
  number: 1,
  online: true,
  readOnly: false,
  mounts: [{ path: '/library/golden', driveLetter: null }],
  criticalFor: [],
  ...over,
});

export const seenLibrary = (over: Partial<LibraryInventory> = {}): LibraryInventory => ({
  kind: 'library',
  system: 'library-1',
  name: 'Library 1',
  fqdn: 'library-1.test',
  version: '1.0',
  transport: 'iscsi',
  initiators: ['iqn.2030-01.test:library-1'],
  shares: [{ key: 'share-1', path: '/library', description: null }],
  virtualDisks: [
    {
      key: 'golden.vhd',
      share: 'share-1',
      directory: '/library/golden',
      file: 'golden.vhd',
      format: 'vhd',
      sizeBytes: 20_000_000_000,
      generalised: true,
      otherFiles: 0,
    },
  ],
  disks: [seenDisk()],
  ...over,
});

export const seenVm = (over: Partial<VmValue> = {}): VmValue => ({
  key: 'vm-1',
  name: 'vm-1',
  state: 'running',
  hostname: 'vm-1',
  ready: true,
  cpus: 2,
  memoryBytes: 2_147_483_648,
  disks: [{ uniqueId: 'a0000001', sizeBytes: null }],
  version: '6.1.0',
  ...over,
});

export const seenHost = (over: Partial<HostInventory> = {}): HostInventory => ({
  kind: 'host',
  system: 'host-1',
  name: 'Host 1',
  fqdn: 'host-1.test',
  hypervisor: 'test',
  version: '1.0',
  transport: 'iscsi',
  initiators: ['iqn.2030-01.test:host-1'],
  channels: 1,
  cpus: 16,
  memoryBytes: 68_719_476_736,
  hostGroup: 'Production',
  cluster: 'Cluster 1',
  vms: [],
  sharedDisks: [],
  ...over,
});
