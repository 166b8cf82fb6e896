import path from 'node:path';
import type { LibraryRig } from '#agent/drivers/conformance/rig.ts';
import type { LunValue } from '#contract/agent/luns.ts';
import { type GrantingArray, openGrantingArray } from './granting-array.ts';
import { buildVolumeImage } from './volume-image.ts';

const initiator = 'iqn.2026-01.lab.library:one';

/** A qsd library server with one disk of a real array, and one that its operator declared critical. */
export async function makeLibraryRig(): Promise<LibraryRig> {
  const array = await openGrantingArray('library');
  return rigOn(array).catch(async (error) => {
    await array.close();
    throw error;
  });
}

async function rigOn(array: GrantingArray): Promise<LibraryRig> {
  const image = await buildVolumeImage(array.dir);
  const [lun, critical] = [await array.makeGolden(image, 2 ** 26), await array.makeGolden(image, 2 ** 26)];
  for (const one of [lun, critical]) await array.grant(one, initiator, 'read-write');
  const sharePath = path.join(array.dir, 'share');
  const mounts = [{ path: path.join(sharePath, 'golden'), driveLetter: null }];
  const diskOf = ({ uniqueId, targetIqn, portal, lunNumber }: LunValue) => {
    return { uniqueId, targetIqn, portal, lunNumber, onlineAtFirst: false };
  };
  const disks = [diskOf(lun), { ...diskOf(critical), criticalFor: ['diskless-boot-client lab-07'] }];
  const options = { name: 'Library', fqdn: 'library.lab', initiator, sharePath, disks };
  return {
    system: { system: 'qsd-1', kind: 'library', driver: 'qsd', options },
    disk: { uniqueId: lun.uniqueId, mounts },
    grant: (access) => (access ? array.grant(lun, initiator, access) : array.revoke(lun, initiator)),
    criticalDisk: { uniqueId: critical.uniqueId },
    dispose: array.close,
  };
}
