import { type Dialect, fieldsOf, listOf, type RunbookAct, textOf } from './command.ts';

type Params = RunbookAct['params'];

/** In single quotes nothing is expanded; a quote ends them, is escaped, and begins them again. */
const quoted = (value: unknown) => `'${textOf(value).replaceAll("'", `'\\''`)}'`;
const file = (uniqueId: unknown) => `"$POOL"/${quoted(`${textOf(uniqueId)}.lun`)}`;
const tgtadm = 'tgtadm --lld iscsi';
const target = (params: Params) => `--tid "$(tid_of ${quoted(params.uniqueId)})"`;

/** What the lines below it use; POOL and IQN are the array's. */
export const shellPreamble = [
  'POOL=…   # folder of the LUNs',
  'IQN=…    # target names begin with it',
  `tid_of() { ${tgtadm} --mode target --op show | awk -v id="$1" '/^Target /{tid=$2+0} index($0, id){print tid; exit}'; }`,
];

const exportLines = (uniqueId: unknown) => [
  `tid=$(( $(${tgtadm} --mode target --op show | awk '/^Target /{tid=$2+0} END{print tid+0}') + 1 ))`,
  `${tgtadm} --mode target --op new --tid "$tid" --targetname "$IQN":${quoted(uniqueId)}`,
  `${tgtadm} --mode logicalunit --op new --tid "$tid" --lun 1 --backing-store ${file(uniqueId)}`,
  `${tgtadm} --mode logicalunit --op update --tid "$tid" --lun 1 --params scsi_id=${quoted(uniqueId)},scsi_sn=${quoted(uniqueId)}`,
];

const array: Record<string, (params: Params) => string[]> = {
  'lun.create': ({ uniqueId, sizeBytes }) => [
    `truncate --size ${textOf(sizeBytes)} ${file(uniqueId)}`,
    ...exportLines(uniqueId),
  ],
  'lun.clone': ({ sourceUniqueId, uniqueId }) => [
    `cp --reflink=always ${file(sourceUniqueId)} ${file(uniqueId)}`,
    ...exportLines(uniqueId),
  ],
  'lun.delete': (params) => [`${tgtadm} --mode target --op delete ${target(params)}`, `rm ${file(params.uniqueId)}`],
  'lun.set-quarantine': ({ until }) => [
    until === null
      ? '# take the LUN off the list of those to be destroyed'
      : `# keep the LUN, masked from everyone, until ${textOf(until)}`,
  ],
  'masking-set.create': ({ key, initiators }) => [`# ${textOf(key)} is: ${listOf(initiators).map(textOf).join(' ')}`],
  'masking-set.delete': ({ key }) => [`# ${textOf(key)} is no more`],
  'masking.present': (params) => [
    `${tgtadm} --mode logicalunit --op update ${target(params)} --lun 1 --params readonly=${params.access === 'read-only' ? 1 : 0}`,
    `for initiator in <initiators of ${textOf(params.maskingSet)}>; do ${tgtadm} --mode target --op bind ${target(params)} --initiator-name "$initiator"; done`,
  ],
  'masking.remove': (params) => [
    `for initiator in <initiators of ${textOf(params.maskingSet)}>; do ${tgtadm} --mode target --op unbind ${target(params)} --initiator-name "$initiator"; done`,
    `# then end what sessions they still have: ${tgtadm} --mode conn --op show|delete ${target(params)}`,
  ],
  'registrations.preempt': ({ uniqueId, keys }) => listOf(keys).map((key) => preemptLine(uniqueId, key)),
};

const preemptLine = (uniqueId: unknown, key: unknown) =>
  `sg_persist --out --preempt --param-rk=<own key> --param-sark=0x${textOf(key)} --prout-type=5 /dev/disk/by-id/scsi-${textOf(uniqueId)}`;
const device = ({ uniqueId }: Params) => `/dev/disk/by-id/scsi-${textOf(uniqueId)}`;

const library: Record<string, (params: Params) => string[]> = {
  'disk.offline': (params) => [
    `umount --all-targets ${device(params)}-part1`,
    `blockdev --flushbufs ${device(params)}`,
  ],
  'disk.online': (params) => [
    'iscsiadm --mode session --rescan',
    ...listOf(params.mounts).map((mount) => `mount ${device(params)}-part1 ${quoted(fieldsOf(mount).path)}`),
  ],
  'disk.probe-write': (params) => [
    `dd if=${device(params)} of=${device(params)} bs=512 count=1 oflag=direct  # must fail: write protected`,
  ],
};

const host: Record<string, (params: Params) => string[]> = {
  'vm.create': ({ name, cpus, memoryBytes, disks }) => [
    [
      `virt-install --name ${quoted(name)} --vcpus ${textOf(cpus)} --memory ${Math.ceil(Number(memoryBytes) / 2 ** 20)}`,
      ...listOf(disks).map((disk) => `--disk ${device(fieldsOf(disk))}`),
      '--import --noautoconsole --noreboot',
    ].join(' '),
  ],
  'vm.start': ({ key }) => [`virsh start ${quoted(key)}`],
  'vm.stop': ({ key }) => [`virsh shutdown ${quoted(key)}`],
  'vm.delete': ({ key }) => [`virsh undefine ${quoted(key)}`],
  'vm.move-storage': ({ key, from, to }) => [
    `virsh blockcopy ${quoted(key)} ${device({ uniqueId: from })} --dest ${device(fieldsOf(to))} --blockdev --wait --pivot`,
  ],
  'shared-disk.attach': (params) => [
    `iscsiadm --mode node --targetname ${quoted(params.targetIqn)} --portal ${quoted(params.portal)} --login  # once for every channel`,
    `sg_persist --out --register-ignore --param-sark=0x<key of the channel> ${device(params)}`,
  ],
  'shared-disk.detach': (params) => [
    `sg_persist --out --register --param-rk=0x<key of the channel> --param-sark=0 ${device(params)}`,
    `iscsiadm --mode node --targetname <target of ${textOf(params.uniqueId)}> --logout`,
  ],
  'shared-disk.reserve': (params) => [
    `sg_persist --out --reserve --param-rk=0x<key of channel 0> --prout-type=${textOf(params.type)} ${device(params)}`,
  ],
  'shared-disk.release': (params) => [
    `sg_persist --out --release --param-rk=0x<key of channel 0> --prout-type=5 ${device(params)}`,
  ],
  'shared-disk.preempt': ({ uniqueId, keys }) => listOf(keys).map((key) => preemptLine(uniqueId, key)),
};

const acts: Record<string, (params: Params) => string[]> = { ...array, ...library, ...host };

/** Linux: tgt over a reflinking file system, open-iscsi, libvirt, sg3_utils. */
export const shell: Dialect = ({ operation, params }) =>
  Object.hasOwn(acts, operation) ? (acts[operation]?.(params) ?? null) : null;
