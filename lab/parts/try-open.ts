import { LoginRefused, ScsiError } from '#agent/iscsi/errors.ts';
import { drainUnitAttention, read16, write16 } from '#agent/iscsi/scsi.ts';
import { type IscsiSession, openSession } from '#agent/iscsi/session.ts';

/** Where a LUN is reached, as the array tells it. */
export type Reached = { portal: string | null; targetIqn: string | null; lunNumber: number | null };

export async function openLun(lun: Reached, initiatorName: string): Promise<IscsiSession> {
  if (!lun.portal || !lun.targetIqn || lun.lunNumber === null) throw new Error('the LUN is not exported');
  const session = await openSession({
    portal: lun.portal,
    targetName: lun.targetIqn,
    lun: lun.lunNumber,
    initiatorName,
  });
  await drainUnitAttention(session).catch((error) => {
    session.destroy();
    throw error;
  });
  return session;
}

export type Attempt = { outcome: 'allowed' | 'denied'; why: string };

/** Reads the first block, or writes back the block it has just read. Anything but a refusal by the array is thrown. */
export async function tryOpen(lun: Reached, initiatorName: string, mode: 'read' | 'write'): Promise<Attempt> {
  try {
    const session = await openLun(lun, initiatorName);
    try {
      const block = await read16(session, 0n, 1);
      if (mode === 'write') await write16(session, 0n, block);
    } finally {
      await session.logout();
    }
    return { outcome: 'allowed', why: '' };
  } catch (error) {
    if (error instanceof LoginRefused) return { outcome: 'denied', why: `0x0${error.status.toString(16)}` };
    if (error instanceof ScsiError) return { outcome: 'denied', why: error.sense?.code ?? `status ${error.status}` };
    throw error;
  }
}
