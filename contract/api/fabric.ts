import { z } from 'zod';
import { ArrayCapabilities } from '#contract/agent/inventory.ts';
import { Bytes, getEndpoint, listEndpoint, Ref, Time } from './endpoint.ts';

const Access = z.enum(['read-write', 'read-only']);
/** A source is stale when its agent has not answered for longer than three polls. */
const Source = z.object({ agent: Ref, asOf: Time.nullable(), stale: z.boolean() });

export const ArrayDto = z.object({
  id: z.uuid(),
  name: z.string(),
  vendor: z.string(),
  model: z.string(),
  version: z.string(),
  platform: z.string().nullable(),
  transport: z.string(),
  capabilities: ArrayCapabilities,
  luns: z.number().int(),
  sizeBytes: Bytes,
  usedBytes: Bytes,
  provisionedBytes: Bytes,
  source: Source,
});
export const PoolDto = z.object({
  id: z.uuid(),
  name: z.string(),
  array: Ref,
  sizeBytes: Bytes,
  usedBytes: Bytes,
  provisionedBytes: Bytes,
  luns: z.number().int(),
  classification: z.string().nullable(),
  hostGroups: z.array(z.string()).nullable(),
});
export const LunDto = z.object({
  id: z.uuid(),
  uniqueId: z.string(),
  name: z.string(),
  array: Ref,
  pool: Ref,
  sizeBytes: Bytes,
  usedBytes: Bytes.nullable(),
  kind: z.enum(['golden', 'clone', 'data', 'csv']),
  parent: Ref.nullable(),
  clones: z.number().int(),
  chainDepth: z.number().int(),
  access: z.enum(['read-write', 'read-only', 'none', 'mixed']),
  sealedAt: Time.nullable(),
  /** in use | quarantined | unmasked */
  state: z.enum(['presented', 'unmasked', 'quarantined']),
  quarantinedUntil: Time.nullable(),
  targetIqn: z.string().nullable(),
  portal: z.string().nullable(),
  lunNumber: z.number().int().nullable(),
  presentations: z.array(z.object({ maskingSet: Ref, access: Access })),
  sessions: z.array(z.string()),
  usedBy: z.array(z.object({ kind: z.string(), id: z.uuid(), name: z.string() })),
  source: Source,
});
export const MaskingSetDto = z.object({
  id: z.uuid(),
  key: z.string(),
  name: z.string(),
  array: Ref,
  initiators: z.array(z.string()),
  luns: z.array(z.object({ lun: Ref, access: Access })),
  lunCount: z.number().int(),
  usedBy: z.array(z.object({ kind: z.string(), id: z.uuid(), name: z.string() })),
});
export const InitiatorDto = z.object({
  id: z.uuid(),
  name: z.string(),
  maskingSet: Ref,
  owner: z.object({ kind: z.string(), id: z.uuid(), name: z.string() }).nullable(),
});
export const HostDto = z.object({
  id: z.uuid(),
  name: z.string(),
  fqdn: z.string(),
  hypervisor: z.string(),
  version: z.string(),
  transport: z.string(),
  initiators: z.array(z.string()),
  channels: z.number().int(),
  cpus: z.number().int(),
  memoryBytes: Bytes,
  memoryUsedBytes: Bytes,
  vms: z.number().int(),
  hostGroup: z.string().nullable(),
  cluster: Ref.nullable(),
  source: Source,
});
export const HostGroupDto = z.object({ id: z.uuid(), name: z.string(), hosts: z.number().int() });
export const ClusterDto = z.object({ id: z.uuid(), name: z.string(), hosts: z.array(Ref), vms: z.number().int() });
export const VmDto = z.object({
  id: z.uuid(),
  key: z.string(),
  name: z.string(),
  state: z.enum(['stopped', 'starting', 'running']),
  ready: z.boolean(),
  hostname: z.string().nullable(),
  host: Ref,
  cluster: Ref.nullable(),
  cpus: z.number().int(),
  memoryBytes: Bytes,
  /** The template whose golden LUN its boot disk was cloned from. */
  template: Ref.nullable(),
  disks: z.array(z.object({ uniqueId: z.string(), lun: Ref.nullable() })),
  version: z.string().nullable(),
  source: Source,
});
export const LibraryServerDto = z.object({
  id: z.uuid(),
  name: z.string(),
  fqdn: z.string(),
  version: z.string(),
  transport: z.string(),
  initiators: z.array(z.string()),
  shares: z.number().int(),
  virtualDisks: z.number().int(),
  source: Source,
});
export const LibraryShareDto = z.object({
  id: z.uuid(),
  path: z.string(),
  description: z.string().nullable(),
  libraryServer: Ref,
  virtualDisks: z.number().int(),
});
export const VirtualDiskDto = z.object({
  id: z.uuid(),
  file: z.string(),
  directory: z.string(),
  format: z.string(),
  sizeBytes: Bytes,
  generalised: z.boolean(),
  otherFiles: z.number().int(),
  share: z.object({ id: z.uuid(), path: z.string() }),
  libraryServer: Ref,
  lun: Ref.nullable(),
  templates: z.array(Ref),
});

export const fabricEndpoints = [
  listEndpoint('arrays', ArrayDto, 'List storage arrays'),
  getEndpoint('arrays', ArrayDto, 'Read a storage array'),
  listEndpoint('pools', PoolDto, 'List storage pools'),
  getEndpoint('pools', PoolDto, 'Read a storage pool'),
  listEndpoint('luns', LunDto, 'List LUNs'),
  getEndpoint('luns', LunDto, 'Read a LUN'),
  listEndpoint('masking-sets', MaskingSetDto, 'List masking sets'),
  getEndpoint('masking-sets', MaskingSetDto, 'Read a masking set'),
  listEndpoint('initiators', InitiatorDto, 'List initiators'),
  getEndpoint('initiators', InitiatorDto, 'Read an initiator'),
  listEndpoint('hosts', HostDto, 'List hosts'),
  getEndpoint('hosts', HostDto, 'Read a host'),
  listEndpoint('host-groups', HostGroupDto, 'List host groups'),
  getEndpoint('host-groups', HostGroupDto, 'Read a host group'),
  listEndpoint('clusters', ClusterDto, 'List clusters'),
  getEndpoint('clusters', ClusterDto, 'Read a cluster'),
  listEndpoint('vms', VmDto, 'List virtual machines'),
  getEndpoint('vms', VmDto, 'Read a virtual machine'),
  listEndpoint('library-servers', LibraryServerDto, 'List library servers'),
  getEndpoint('library-servers', LibraryServerDto, 'Read a library server'),
  listEndpoint('library-shares', LibraryShareDto, 'List library shares'),
  getEndpoint('library-shares', LibraryShareDto, 'Read a library share'),
  listEndpoint('virtual-disks', VirtualDiskDto, 'List virtual disks'),
  getEndpoint('virtual-disks', VirtualDiskDto, 'Read a virtual disk'),
] as const;
