/**
 * tgtd's management protocol, as tgtadm speaks it: a 120-byte little-endian header and 'key=value,key=value\0';
 * answered by { u32 error, u32 length } and text. One request per connection.
 */
export const modes = { system: 0, target: 1, logicalUnit: 2, connection: 6 } as const;
export const acts = { new: 0, delete: 1, show: 2, bind: 3, unbind: 4, update: 5 } as const;

export type ManagementRequest = {
  mode: (typeof modes)[keyof typeof modes];
  act: (typeof acts)[keyof typeof acts];
  /** -1 = every target. */
  tid?: number;
  sid?: number;
  lun?: number;
  cid?: number;
  force?: boolean;
  params?: { [key: string]: string };
};

const headerBytes = 120;
const everyLun = 0xffff_ffff_ffff_ffffn;

export function encodeRequest(request: ManagementRequest): Buffer {
  const pairs = Object.entries(request.params ?? {});
  for (const [key, value] of pairs) {
    if (/[,\0\n]/.test(value)) throw new Error(`tgtd cannot take the value of ${key}`);
  }
  const text = pairs.map(([key, value]) => `${key}=${value}`).join(',');
  const params = Buffer.from(text === '' ? '' : `${text}\0`);
  const header = Buffer.alloc(headerBytes);
  header.writeUInt32LE(request.mode, 0);
  header.writeUInt32LE(request.act, 4);
  header.write('iscsi', 8, 'latin1');
  header.writeUInt32LE(headerBytes + params.length, 72);
  header.writeInt32LE(request.tid ?? -1, 76);
  header.writeBigUInt64LE(BigInt(request.sid ?? 0), 80);
  header.writeBigUInt64LE(request.lun === undefined ? everyLun : BigInt(request.lun), 88);
  header.writeUInt32LE(request.cid ?? 0, 96);
  header.writeUInt32LE(request.force ? 1 : 0, 116);
  return Buffer.concat([header, params]);
}

/** `code` 0 = done. */
export type ManagementAnswer = { code: number; text: string };

export function decodeAnswer(bytes: Buffer): ManagementAnswer {
  if (bytes.length < 8) throw new Error(`tgtd answered ${bytes.length} bytes`);
  const length = bytes.readUInt32LE(4);
  if (bytes.length < length) throw new Error(`tgtd answered ${bytes.length} of ${length} bytes`);
  // The text may end in a zero byte.
  return { code: bytes.readUInt32LE(0), text: bytes.toString('utf8', 8, length).replace(/\0+$/, '') };
}

/** tgtd's error numbers that the driver tells apart. */
export const codes = {
  noTarget: 4,
  noLun: 5,
  noSession: 6,
  noConnection: 7,
  targetExists: 9,
  lunExists: 10,
  aclExists: 12,
  aclMissing: 13,
  invalidRequest: 17,
  targetActive: 19,
} as const;
