import { ScsiError } from './errors.ts';
import { senseKeys } from './sense.ts';
import type { IscsiSession } from './session.ts';
import type { ScsiAnswer, ScsiCommand } from './task.ts';

/** SCSI commands (SPC-4, SBC-3) over a session. Each throws ScsiError when the status is not GOOD. */
async function must(session: IscsiSession, what: string, command: ScsiCommand): Promise<ScsiAnswer> {
  const answer = await session.command(command);
  if (answer.status !== 0) throw new ScsiError(what, answer.status, answer.sense);
  return answer;
}

export async function testUnitReady(session: IscsiSession): Promise<void> {
  await must(session, 'TEST UNIT READY', { cdb: Buffer.alloc(6) });
}

/**
 * A new nexus is first told what happened before it (06/2900 power on, 06/2a03 reservations preempted …). Reads those
 * away, so that the next command speaks of itself. Throws ScsiError for anything else that is wrong with the unit.
 */
export async function drainUnitAttention(session: IscsiSession): Promise<string[]> {
  const drained: string[] = [];
  for (;;) {
    const answer = await session.command({ cdb: Buffer.alloc(6) });
    if (answer.status === 0) return drained;
    if (answer.sense?.key !== senseKeys.unitAttention || drained.length === 16) {
      throw new ScsiError('TEST UNIT READY', answer.status, answer.sense);
    }
    drained.push(answer.sense.code);
  }
}

const ascii = (bytes: Buffer) =>
  bytes
    .toString('latin1')
    .replaceAll(/[\0 ]+$/g, '')
    .trim();

/** Standard INQUIRY. `deviceType` 0 = disk, 12 = controller. */
export async function inquiry(session: IscsiSession) {
  const { data } = await must(session, 'INQUIRY', { cdb: Buffer.from([0x12, 0, 0, 0, 255, 0]), readBytes: 255 });
  if (data.length < 36) throw new Error('INQUIRY answered too few bytes');
  return {
    deviceType: data.readUInt8(0) & 0x1f,
    vendor: ascii(data.subarray(8, 16)),
    product: ascii(data.subarray(16, 32)),
    revision: ascii(data.subarray(32, 36)),
  };
}

async function vitalProductData(session: IscsiSession, page: number): Promise<Buffer> {
  const cdb = Buffer.from([0x12, 1, page, 0, 255, 0]);
  const { data } = await must(session, `INQUIRY page 0x${page.toString(16)}`, { cdb, readBytes: 255 });
  if (data.length < 4) throw new Error('INQUIRY answered too few bytes');
  return data.subarray(4, 4 + data.readUInt16BE(2));
}

/** VPD page 0x80. */
export async function unitSerial(session: IscsiSession): Promise<string> {
  return ascii(await vitalProductData(session, 0x80));
}

export type Designator = { type: number; codeSet: number; text: string };

/** VPD page 0x83: T10 (1), EUI-64 (2), NAA (3) … `text` is ASCII, or hex for a binary designator. */
export async function unitDesignators(session: IscsiSession): Promise<Designator[]> {
  const page = await vitalProductData(session, 0x83);
  const designators: Designator[] = [];
  for (let at = 0; at + 4 <= page.length; at += 4 + page.readUInt8(at + 3)) {
    const codeSet = page.readUInt8(at) & 0x0f;
    const value = page.subarray(at + 4, at + 4 + page.readUInt8(at + 3));
    designators.push({
      type: page.readUInt8(at + 1) & 0x0f,
      codeSet,
      text: codeSet === 1 ? value.toString('hex') : ascii(value),
    });
  }
  return designators;
}

/** Size of the unit in blocks and of a block in bytes. */
export async function readCapacity16(session: IscsiSession): Promise<{ blocks: bigint; blockBytes: number }> {
  const cdb = Buffer.alloc(16);
  cdb.writeUInt8(0x9e, 0);
  cdb.writeUInt8(0x10, 1);
  cdb.writeUInt32BE(32, 10);
  const { data } = await must(session, 'READ CAPACITY(16)', { cdb, readBytes: 32 });
  if (data.length < 12) throw new Error('READ CAPACITY(16) answered too few bytes');
  return { blocks: data.readBigUInt64BE(0) + 1n, blockBytes: data.readUInt32BE(8) };
}

function blockCdb(operation: number, lba: bigint, blocks: number): Buffer {
  const cdb = Buffer.alloc(16);
  cdb.writeUInt8(operation, 0);
  cdb.writeBigUInt64BE(lba, 2);
  cdb.writeUInt32BE(blocks, 10);
  return cdb;
}

/** Reads `blocks` blocks from `lba`; throws ScsiError, or Error when fewer bytes came. */
export async function read16(session: IscsiSession, lba: bigint, blocks: number, blockBytes = 512): Promise<Buffer> {
  const readBytes = blocks * blockBytes;
  const { data } = await must(session, 'READ(16)', { cdb: blockCdb(0x88, lba, blocks), readBytes });
  if (data.length !== readBytes) throw new Error(`READ(16) answered ${data.length} of ${readBytes} bytes`);
  return data;
}

/** Writes `data`, a whole number of blocks. On a read-only unit throws ScsiError with sense 07/2700. */
export async function write16(session: IscsiSession, lba: bigint, data: Buffer, blockBytes = 512): Promise<void> {
  if (data.length === 0 || data.length % blockBytes !== 0) throw new Error('WRITE(16) needs whole blocks');
  await must(session, 'WRITE(16)', { cdb: blockCdb(0x8a, lba, data.length / blockBytes), write: data });
}

/** MODE SENSE(6): does the unit say that it is write protected? */
export async function isWriteProtected(session: IscsiSession): Promise<boolean> {
  const cdb = Buffer.from([0x1a, 0x08, 0x3f, 0, 255, 0]);
  const { data } = await must(session, 'MODE SENSE(6)', { cdb, readBytes: 255 });
  if (data.length < 4) throw new Error('MODE SENSE(6) answered too few bytes');
  return (data.readUInt8(2) & 0x80) !== 0;
}
