import { Refused } from '#agent/drivers/refused.ts';
import { LoginRefused, ScsiError } from '#agent/iscsi/errors.ts';
import { drainUnitAttention, isWriteProtected, read16, write16 } from '#agent/iscsi/scsi.ts';
import { type IscsiSession, openSession } from '#agent/iscsi/session.ts';
import type { Access } from '#contract/agent/masking.ts';
import type { LibraryDisk } from './qsd-options.ts';

/** Logs in under the library server's own name for one look, beside the session of its storage daemon. */
async function withSession<T>(
  disk: LibraryDisk,
  initiatorName: string,
  act: (session: IscsiSession) => Promise<T>,
): Promise<T> {
  const { portal, targetIqn: targetName, lunNumber: lun } = disk;
  const session = await openSession({ portal, targetName, lun, initiatorName });
  try {
    await drainUnitAttention(session);
    return await act(session);
  } finally {
    await session.logout();
  }
}

/** What the array grants this server; null = the disk is not masked to it. Throws ConnectionLost when it does not answer. */
export async function grantedAccess(disk: LibraryDisk, initiator: string): Promise<Access | null> {
  try {
    return await withSession(disk, initiator, async (session) =>
      (await isWriteProtected(session)) ? 'read-only' : 'read-write',
    );
  } catch (error) {
    // Presented, but without the LUN behind it: as good as not presented.
    if (error instanceof LoginRefused || error instanceof ScsiError) return null;
    throw error;
  }
}

/**
 * Writes the disk's first sector back as it was just read: nobody else writes there (the boot code is laid when the
 * image is built), so a write that is let through changes nothing.
 */
export async function probeWrite(
  disk: LibraryDisk,
  initiator: string,
): Promise<{ write: 'denied' | 'allowed'; sense: string | null }> {
  try {
    return await withSession(disk, initiator, async (session) => {
      const sector = await read16(session, 0n, 1);
      try {
        await write16(session, 0n, sector);
        return { write: 'allowed' as const, sense: null };
      } catch (error) {
        if (error instanceof ScsiError && error.sense) return { write: 'denied' as const, sense: error.sense.code };
        throw error;
      }
    });
  } catch (error) {
    if (!(error instanceof LoginRefused)) throw error;
    const sentence = `The array does not let this server log in to disk ${disk.uniqueId}: ${error.message}.`;
    throw new Refused('access_denied', sentence, 'Present the LUN to this library server.');
  }
}
