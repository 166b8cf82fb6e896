import { type Dialect, fieldsOf, listOf, type RunbookAct, textOf } from './command.ts';

type Params = RunbookAct['params'];

/** In single quotes nothing is expanded; a quote is doubled. */
const quoted = (value: unknown) => `'${textOf(value).replaceAll("'", "''")}'`;
const disk = (params: Params) => `Get-Disk | Where-Object UniqueId -eq ${quoted(params.uniqueId)}`;
const lunName = (params: Params) => `(Get-VirtualDisk -UniqueId ${quoted(params.uniqueId)}).Name`;
const vm = (params: Params) => `Get-VM -Id ${quoted(params.key)}`;
const accessOf = (params: Params) => (params.access === 'read-only' ? 'ReadOnly' : 'ReadWrite');

const array: Record<string, (params: Params, system: string) => string[]> = {
  'lun.create': ({ pool, name, sizeBytes }) => [
    `New-VirtualDisk -StoragePoolFriendlyName ${quoted(pool)} -FriendlyName ${quoted(name)} -Size ${textOf(sizeBytes)} -ProvisioningType Thin`,
  ],
  'lun.clone': ({ sourceUniqueId, name }) => [
    `New-VirtualDiskSnapshot -VirtualDiskUniqueId ${quoted(sourceUniqueId)} -FriendlyName ${quoted(name)}`,
  ],
  'lun.delete': ({ uniqueId }) => [`Remove-VirtualDisk -UniqueId ${quoted(uniqueId)}`],
  'lun.set-quarantine': ({ until }) => [
    until === null
      ? '# take the LUN off the list of those to be destroyed'
      : `# keep the LUN, masked from everyone, until ${textOf(until)}`,
  ],
  'masking-set.create': ({ name, initiators }, system) => [
    `New-MaskingSet -StorageSubSystemFriendlyName ${quoted(system)} -FriendlyName ${quoted(name)} -InitiatorAddresses ${listOf(initiators).map(quoted).join(', ')}`,
  ],
  'masking-set.delete': ({ key }) => [`Remove-MaskingSet -UniqueId ${quoted(key)}`],
  'masking.present': (params) => [
    `Add-VirtualDiskToMaskingSet -MaskingSetUniqueId ${quoted(params.maskingSet)} -VirtualDiskNames ${lunName(params)} -DeviceAccesses ${accessOf(params)}`,
  ],
  'masking.remove': (params) => [
    `Remove-VirtualDiskFromMaskingSet -MaskingSetUniqueId ${quoted(params.maskingSet)} -VirtualDiskNames ${lunName(params)}`,
  ],
};

const library: Record<string, (params: Params) => string[]> = {
  'disk.offline': (params) => [`${disk(params)} | Set-Disk -IsOffline $true`],
  'disk.online': (params) => [
    `${disk(params)} | Set-Disk -IsOffline $false`,
    ...listOf(params.mounts).flatMap((mount) => mountLines(params, fieldsOf(mount))),
  ],
  'disk.probe-write': (params) => [
    `(${disk(params)}).IsReadOnly  # must be True; then try to create a file on it: it must fail`,
  ],
};

function mountLines(params: Params, { path, driveLetter }: Params): string[] {
  const partition = `${disk(params)} | Get-Partition | Where-Object Type -eq 'Basic'`;
  return [
    `${partition} | Add-PartitionAccessPath -AccessPath ${quoted(path)}`,
    ...(typeof driveLetter === 'string' ? [`${partition} | Set-Partition -NewDriveLetter ${driveLetter}`] : []),
  ];
}

const host: Record<string, (params: Params) => string[]> = {
  'vm.create': ({ name, cpus, memoryBytes, disks }) => [
    `New-VM -Name ${quoted(name)} -MemoryStartupBytes ${textOf(memoryBytes)} -Generation 1 -NoVHD`,
    `Set-VMProcessor -VMName ${quoted(name)} -Count ${textOf(cpus)}`,
    ...listOf(disks).map(
      (one, at) =>
        `Add-VMHardDiskDrive -VMName ${quoted(name)} -ControllerType ${at === 0 ? 'IDE' : 'SCSI'} -DiskNumber (${disk(fieldsOf(one))}).Number`,
    ),
  ],
  'vm.start': (params) => [`${vm(params)} | Start-VM`, `${vm(params)} | Wait-VM -For Heartbeat`],
  'vm.stop': (params) => [`${vm(params)} | Stop-VM`],
  'vm.delete': (params) => [`${vm(params)} | Remove-VM -Force`],
  'vm.move-storage': (params) => [
    `${vm(params)} | Move-VMStorage -DestinationStoragePath <folder on LUN ${textOf(fieldsOf(params.to).uniqueId)}>`,
  ],
  'shared-disk.attach': ({ targetIqn }) => [
    `Connect-IscsiTarget -NodeAddress ${quoted(targetIqn)} -IsMultipathEnabled $true -IsPersistent $true  # once for every channel`,
    'Update-HostStorageCache',
  ],
  'shared-disk.detach': (params) => [
    `${disk(params)} | Get-IscsiSession | Disconnect-IscsiTarget -Confirm:$false`,
    'Update-HostStorageCache',
  ],
  'shared-disk.reserve': (params) => [
    `Get-ClusterAvailableDisk | Where-Object { $_.Number -eq (${disk(params)}).Number } | Add-ClusterDisk | Add-ClusterSharedVolume`,
  ],
  'shared-disk.release': () => [
    'Get-ClusterSharedVolume <its name> | Remove-ClusterSharedVolume | Remove-ClusterResource',
  ],
};

const acts: Record<string, (params: Params, system: string) => string[]> = { ...array, ...library, ...host };

/** Windows: the Storage, iSCSI, Hyper-V and FailoverClusters modules. */
export const powershell: Dialect = ({ operation, params, system }) =>
  Object.hasOwn(acts, operation) ? (acts[operation]?.(params, system) ?? null) : null;
