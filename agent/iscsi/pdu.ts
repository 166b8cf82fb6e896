/** iSCSI protocol data units (RFC 7143 section 11): a 48-byte header and a data segment padded to four bytes. No digests. */
export const headerBytes = 48;

export const opcodes = {
  nopOut: 0x00,
  scsiCommand: 0x01,
  loginRequest: 0x03,
  dataOut: 0x05,
  logoutRequest: 0x06,
  nopIn: 0x20,
  scsiResponse: 0x21,
  loginResponse: 0x23,
  dataIn: 0x25,
  logoutResponse: 0x26,
  readyToTransfer: 0x31,
  asyncMessage: 0x32,
  reject: 0x3f,
} as const;

/** A tag that names no task. */
export const reservedTag = 0xffffffff;

export type Pdu = { opcode: number; flags: number; header: Buffer; data: Buffer };

const padded = (length: number) => (length + 3) & ~3;

/** Header with the data length written in, data and padding: what goes on the wire. */
export function encodePdu(header: Buffer, data: Buffer = Buffer.alloc(0)): Buffer {
  const whole = Buffer.alloc(headerBytes + padded(data.length));
  header.copy(whole, 0, 0, headerBytes);
  whole.writeUIntBE(data.length, 5, 3);
  data.copy(whole, headerBytes);
  return whole;
}

/**
 * Cuts a byte stream into PDUs. Throws when a peer announces more than `maxDataBytes`, so that a broken or hostile
 * target cannot fill the memory.
 */
export function createPduReader(maxDataBytes: number): { push(chunk: Buffer): Pdu[] } {
  let rest: Buffer = Buffer.alloc(0);
  const next = (): Pdu | null => {
    if (rest.length < headerBytes) return null;
    const additional = rest.readUInt8(4) * 4;
    const dataBytes = rest.readUIntBE(5, 3);
    if (dataBytes > maxDataBytes) throw new Error(`iSCSI target announced ${dataBytes} bytes in one PDU`);
    const start = headerBytes + additional;
    const end = start + padded(dataBytes);
    if (rest.length < end) return null;
    const header = rest.subarray(0, headerBytes);
    const pdu = {
      opcode: header.readUInt8(0) & 0x3f,
      flags: header.readUInt8(1),
      header,
      data: rest.subarray(start, start + dataBytes),
    };
    rest = rest.subarray(end);
    return pdu;
  };
  return {
    push(chunk) {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const pdus: Pdu[] = [];
      for (let pdu = next(); pdu; pdu = next()) pdus.push(pdu);
      return pdus;
    },
  };
}
