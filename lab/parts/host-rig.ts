import { freshUniqueId } from '#agent/drivers/conformance/lun-maker.ts';
import type { HostRig } from '#agent/drivers/conformance/rig.ts';
import type { LunValue } from '#contract/agent/luns.ts';
import { buildGoldenImage } from './golden-image.ts';
import { type GrantingArray, openGrantingArray } from './granting-array.ts';

const initiator = 'iqn.2026-01.lab.host:one';
const foreigner = 'iqn.2026-01.lab.host:foreign';
const mib = 1024 * 1024;
/** Small, since the disks of VMs are also copied from LUN to LUN. */
const sizeBytes = 128 * mib;

/** A qemu host whose disks are clones of a bootable golden on a real array. */
export async function makeHostRig(): Promise<HostRig> {
  const array = await openGrantingArray('host');
  return rigOn(array).catch(async (error) => {
    await array.close();
    throw error;
  });
}

export function vmDisk({ uniqueId, targetIqn, portal, lunNumber }: LunValue) {
  if (targetIqn === null || portal === null || lunNumber === null) throw new Error('the LUN is not exported');
  return { uniqueId, targetIqn, portal, lunNumber };
}

async function rigOn(array: GrantingArray): Promise<HostRig> {
  const golden = await array.makeGolden(await buildGoldenImage(array.dir, sizeBytes), sizeBytes);
  const diskFor = async (name: string) => {
    const clone = await array.clone(golden);
    await array.grant(clone, name, 'read-write');
    return vmDisk(clone);
  };
  const emptyDisk = async (name: string) => {
    const uniqueId = freshUniqueId();
    const lun = { uniqueId, name, pool: array.room.options.poolName, sizeBytes, kind: 'data' as const };
    const made = await array.driver.createLun(lun);
    await array.grant(made, initiator, 'read-write');
    return vmDisk(made);
  };
  // The guests of a test are thrown away: they are switched off, not shut down.
  const options = { name: 'Host', fqdn: 'host.lab', initiator, shutdownGraceMs: 0 };
  return {
    system: { system: 'qemu-1', kind: 'host', driver: 'qemu', options },
    cpus: 1,
    memoryBytes: 160 * mib,
    startDeadlineMs: 180_000,
    bootDisk: () => diskFor(initiator),
    foreignDisk: () => diskFor(foreigner),
    emptyDisk,
    dispose: array.close,
  };
}
