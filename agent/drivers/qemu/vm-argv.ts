import { iscsiOptions, nodeOf } from './block-nodes.ts';
import type { QemuOptions } from './qemu-options.ts';
import { qmpSocketName, type VmDefinition, vmFiles } from './vm-definition.ts';

const mib = 1024 * 1024;
/** Of translated code under TCG; the default is a quarter of the machine's memory for each VM. */
const tcgCacheMib = 64;

/** virtio-blk shows at most 20 characters of a serial number. */
const serialOf = (uniqueId: string) => uniqueId.slice(-20);

function diskWords(definition: VmDefinition, options: QemuOptions): string[] {
  return definition.disks.flatMap((disk, number) => {
    const node = { 'node-name': nodeOf(disk), ...iscsiOptions(disk, options.initiator) };
    const device = {
      driver: 'virtio-blk-pci',
      drive: nodeOf(disk),
      serial: serialOf(disk.uniqueId),
      bootindex: number,
    };
    return ['--blockdev', JSON.stringify(node), '--device', JSON.stringify(device)];
  });
}

/**
 * The VM boots from its first disk, straight over iSCSI under the host's own initiator name. The guest takes its name
 * from the SMBIOS serial number, in cloud-init's form: nothing is written to the disk for it.
 */
export function vmArgv(definition: VmDefinition, options: QemuOptions, dir: string): [string, ...string[]] {
  const accelerator = options.accelerator === 'kvm' ? 'kvm' : `tcg,tb-size=${tcgCacheMib}`;
  return [
    'qemu-system-x86_64',
    ...['-no-user-config', '-nodefaults', '-display', 'none'],
    ...['-machine', 'pc,graphics=off', '-accel', accelerator],
    ...['-smp', String(definition.cpus), '-m', `${Math.ceil(definition.memoryBytes / mib)}M`],
    ...['-smbios', `type=1,serial=ds=nocloud;h=${definition.hostname}`],
    ...diskWords(definition, options),
    ...['-serial', 'file:console.log', '-qmp', `unix:${qmpSocketName},server=on,wait=off`],
    ...['-pidfile', vmFiles(dir).pid],
  ];
}
