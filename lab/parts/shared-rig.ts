import type { SharedDiskRig } from '#agent/drivers/conformance/rig.ts';
import { openArrayRoom } from './array-room.ts';

/** Two qemu hosts with two channels each on a tgt array, whose target can be restarted under them. */
export async function makeSharedDiskRig(): Promise<SharedDiskRig> {
  const room = await openArrayRoom('shared-rig');
  const host = (name: string): SharedDiskRig['array'] => ({
    system: name,
    kind: 'host',
    driver: 'qemu',
    options: { name, fqdn: `${name}.lab`, initiator: `iqn.2026-01.lab.conformance:${name}`, channels: 2 },
  });
  const registrationLimit = { scope: 'lun', value: 8 };
  return {
    array: { system: 'tgt-1', kind: 'array', driver: 'tgt', options: { ...room.options, registrationLimit } },
    hosts: [host('qemu-1'), host('qemu-2')],
    pool: room.options.poolName,
    sizeBytes: 64 * 1024 * 1024,
    // tgtd itself takes any number: its agent refuses to let more in.
    refusesRegistrations: false,
    restartTarget: () => room.tgtd.restart(),
    dispose: room.close,
  };
}
