import { open } from 'node:fs/promises';
import { write16 } from '#agent/iscsi/scsi.ts';
import { openLun, type Reached } from './try-open.ts';

const chunkBytes = 256 * 1024;
const sectorBytes = 512;

/** Lays an image onto a LUN the way an installer does: over iSCSI, under an initiator's name. Blocks of zeros are left out. */
export async function writeImage(image: string, lun: Reached, initiator: string): Promise<void> {
  const session = await openLun(lun, initiator);
  const file = await open(image, 'r');
  try {
    const zeros = Buffer.alloc(chunkBytes);
    for (let at = 0; ; at += chunkBytes) {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(chunkBytes), 0, chunkBytes, at);
      if (bytesRead === 0) break;
      const chunk = buffer.subarray(0, bytesRead);
      if (!chunk.equals(zeros.subarray(0, bytesRead))) await write16(session, BigInt(at / sectorBytes), chunk);
    }
  } finally {
    await file.close();
    await session.logout();
  }
}
