import { headerBytes, opcodes, reservedTag } from './pdu.ts';

/** Headers an initiator sends; the data segment is added by `encodePdu`. Field offsets: RFC 7143 section 11. */
function header(opcode: number, flags: number, tag: number): Buffer {
  const bytes = Buffer.alloc(headerBytes);
  bytes.writeUInt8(opcode, 0);
  bytes.writeUInt8(flags, 1);
  bytes.writeUInt32BE(tag, 16);
  return bytes;
}

const immediate = 0x40;
export const finalBit = 0x80;
export const continueBit = 0x40;

/** Single-level LUN, peripheral device addressing below 256 and flat space above (SAM-5 4.7). */
export function writeLun(bytes: Buffer, lun: number) {
  bytes.writeUInt16BE(lun < 256 ? lun : 0x4000 | lun, 8);
}

export type LoginStage = { current: number; next: number; transit: boolean };

/** `isid` is the 6-byte session id: with the initiator's name it is the identity that registrations hang on. */
export function loginHeader(stage: LoginStage, isid: Buffer, tsih: number, cmdSn: number, expStatSn: number): Buffer {
  const transit = stage.transit ? finalBit : 0;
  const bytes = header(
    opcodes.loginRequest | immediate,
    transit | (stage.current << 2) | (stage.transit ? stage.next : 0),
    0,
  );
  isid.copy(bytes, 8, 0, 6);
  bytes.writeUInt16BE(tsih, 14);
  bytes.writeUInt32BE(cmdSn, 24);
  bytes.writeUInt32BE(expStatSn, 28);
  return bytes;
}

type CommandFields = {
  tag: number;
  lun: number;
  cdb: Uint8Array;
  readBytes: number;
  writeBytes: number;
  cmdSn: number;
  expStatSn: number;
};

/** No unsolicited Data-Out follows (F is always set): what the immediate data does not hold is asked for by R2T. */
export function commandHeader(fields: CommandFields): Buffer {
  const direction = (fields.readBytes > 0 ? 0x40 : 0) | (fields.writeBytes > 0 ? 0x20 : 0);
  const simpleTask = 0x01;
  const bytes = header(opcodes.scsiCommand, finalBit | direction | simpleTask, fields.tag);
  writeLun(bytes, fields.lun);
  bytes.writeUInt32BE(fields.readBytes || fields.writeBytes, 20);
  bytes.writeUInt32BE(fields.cmdSn, 24);
  bytes.writeUInt32BE(fields.expStatSn, 28);
  Buffer.from(fields.cdb).copy(bytes, 32);
  return bytes;
}

type DataOutFields = {
  tag: number;
  transferTag: number;
  lun: number;
  expStatSn: number;
  dataSn: number;
  offset: number;
  isLast: boolean;
};

export function dataOutHeader(fields: DataOutFields): Buffer {
  const bytes = header(opcodes.dataOut, fields.isLast ? finalBit : 0, fields.tag);
  writeLun(bytes, fields.lun);
  bytes.writeUInt32BE(fields.transferTag, 20);
  bytes.writeUInt32BE(fields.expStatSn, 28);
  bytes.writeUInt32BE(fields.dataSn, 36);
  bytes.writeUInt32BE(fields.offset, 40);
  return bytes;
}

/** An own ping (`tag`, no transfer tag) or the answer to the target's (`transferTag`, no tag). Immediate: takes no CmdSN. */
export function nopOutHeader(tag: number, transferTag: number, lun: Buffer, cmdSn: number, expStatSn: number): Buffer {
  const bytes = header(opcodes.nopOut | immediate, finalBit, tag);
  lun.copy(bytes, 8, 0, 8);
  bytes.writeUInt32BE(transferTag, 20);
  bytes.writeUInt32BE(cmdSn, 24);
  bytes.writeUInt32BE(expStatSn, 28);
  return bytes;
}

/** Closes the session. */
export function logoutHeader(tag: number, cmdSn: number, expStatSn: number): Buffer {
  const bytes = header(opcodes.logoutRequest | immediate, finalBit, tag);
  bytes.writeUInt32BE(cmdSn, 24);
  bytes.writeUInt32BE(expStatSn, 28);
  return bytes;
}

export const noTransferTag = reservedTag;
