import { Refused } from '#agent/drivers/refused.ts';
import { LoginRefused } from '#agent/iscsi/errors.ts';
import { pastAttention } from '#agent/iscsi/registrants.ts';
import { readReservation } from '#agent/iscsi/reservations.ts';
import { drainUnitAttention, isWriteProtected, readCapacity16 } from '#agent/iscsi/scsi.ts';
import { type IscsiSession, openSession } from '#agent/iscsi/session.ts';
import type { VmDisk } from './block-nodes.ts';

/** Logs in under the host's own name for one look, as QEMU will. Throws Refused `access_denied` when it may not. */
async function look<T>(disk: VmDisk, initiatorName: string, act: (session: IscsiSession) => Promise<T>): Promise<T> {
  const where = { portal: disk.portal, targetName: disk.targetIqn, lun: disk.lunNumber };
  const session = await openSession({ ...where, initiatorName }).catch((error) => {
    throw error instanceof LoginRefused ? denied(disk, error.message) : error;
  });
  try {
    await drainUnitAttention(session);
    return await act(session);
  } finally {
    await session.logout();
  }
}

function denied(disk: VmDisk, why: string): Refused {
  const sentence = `The array does not let this host use disk ${disk.uniqueId}: ${why}.`;
  const remedy = 'Put the LUN read-write into the masking set of this host.';
  return new Refused('access_denied', sentence, remedy, { uniqueId: disk.uniqueId });
}

async function capacity(session: IscsiSession): Promise<number> {
  const { blocks, blockBytes } = await readCapacity16(session);
  return Number(blocks) * blockBytes;
}

export const sizeOf = (disk: VmDisk, initiator: string): Promise<number> => look(disk, initiator, capacity);

/** The size in bytes of a LUN that QEMU may write to; throws Refused `access_denied` when it may not. */
export const writableSizeOf = (disk: VmDisk, initiator: string): Promise<number> =>
  look(disk, initiator, async (session) => {
    const holder = await pastAttention(() => readReservation(session));
    // QEMU's session is a nexus of its own, and registered nowhere.
    if (holder) throw denied(disk, `it is reserved for its registrants (type ${holder.type}, key ${holder.key})`);
    if (await isWriteProtected(session)) throw denied(disk, 'it is read-only');
    return capacity(session);
  });
