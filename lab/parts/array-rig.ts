import type { ArrayRig } from '#agent/drivers/conformance/rig.ts';
import { openArrayRoom } from './array-room.ts';
import { openLun, tryOpen } from './try-open.ts';

/** A tgt array on a pool and a tgtd of its own, and iSCSI initiators on the other side of it. */
export async function makeArrayRig(): Promise<ArrayRig> {
  const room = await openArrayRoom('array');
  const registrations = { registrationLimit: { scope: 'lun', value: 8 }, registrationProbe: true };
  const options = { ...room.options, ...registrations, maxChainDepth: 3 };
  return {
    system: { system: 'tgt-1', kind: 'array', driver: 'tgt', options },
    pool: room.options.poolName,
    sizeBytes: 64 * 1024 * 1024,
    initiators: ['iqn.2026-01.lab.conformance:friend', 'iqn.2026-01.lab.conformance:foreigner'],
    tryOpen: async (lun, initiator, mode) => (await tryOpen(lun, initiator, mode)).outcome,
    async openSession(lun, initiator) {
      const session = await openLun(lun, initiator);
      return () => session.logout();
    },
    dispose: room.close,
  };
}
