import { ScsiError } from './errors.ts';
import type { IscsiSession } from './session.ts';

/** SCSI-3 persistent reservations (SPC-4 5.13). Keys are 64-bit; written as 16 hex digits where they are read back. */
export const reservationTypes = {
  writeExclusive: 1,
  exclusiveAccess: 3,
  writeExclusiveRegistrantsOnly: 5,
  exclusiveAccessRegistrantsOnly: 6,
  writeExclusiveAllRegistrants: 7,
  exclusiveAccessAllRegistrants: 8,
} as const;
export type ReservationType = (typeof reservationTypes)[keyof typeof reservationTypes];

const allocationBytes = 32_768;

async function reserveIn(session: IscsiSession, action: number, what: string): Promise<Buffer> {
  const cdb = Buffer.alloc(10);
  cdb.writeUInt8(0x5e, 0);
  cdb.writeUInt8(action, 1);
  cdb.writeUInt16BE(allocationBytes, 7);
  const { status, data, sense } = await session.command({ cdb, readBytes: allocationBytes });
  if (status !== 0) throw new ScsiError(what, status, sense);
  if (data.length < 8) throw new Error(`${what} answered too few bytes`);
  return data;
}

/** Every registered key, one entry per registrant; `generation` grows with each change of registrations. */
export async function readKeys(session: IscsiSession): Promise<{ generation: number; keys: string[] }> {
  const data = await reserveIn(session, 0, 'READ KEYS');
  const end = Math.min(data.length, 8 + data.readUInt32BE(4));
  const keys: string[] = [];
  for (let at = 8; at + 8 <= end; at += 8) keys.push(data.subarray(at, at + 8).toString('hex'));
  return { generation: data.readUInt32BE(0), keys };
}

/** Who holds the unit; null = nobody. */
export async function readReservation(session: IscsiSession): Promise<{ key: string; type: number } | null> {
  const data = await reserveIn(session, 1, 'READ RESERVATION');
  if (data.readUInt32BE(4) === 0 || data.length < 22) return null;
  return { key: data.subarray(8, 16).toString('hex'), type: data.readUInt8(21) & 0x0f };
}

type OutFields = { action: number; what: string; key?: bigint; actionKey?: bigint; type?: ReservationType };

/** Throws ScsiError; status 0x18 = reservation conflict. */
async function reserveOut(session: IscsiSession, fields: OutFields): Promise<void> {
  const cdb = Buffer.alloc(10);
  cdb.writeUInt8(0x5f, 0);
  cdb.writeUInt8(fields.action, 1);
  cdb.writeUInt8(fields.type ?? 0, 2);
  cdb.writeUInt32BE(24, 5);
  const write = Buffer.alloc(24);
  write.writeBigUInt64BE(fields.key ?? 0n, 0);
  write.writeBigUInt64BE(fields.actionKey ?? 0n, 8);
  const { status, sense } = await session.command({ cdb, write });
  if (status !== 0) throw new ScsiError(fields.what, status, sense);
}

/** `oldKey` 0n for a new registrant; `newKey` 0n takes the registration away. */
export function register(session: IscsiSession, oldKey: bigint, newKey: bigint): Promise<void> {
  return reserveOut(session, { action: 0, what: 'REGISTER', key: oldKey, actionKey: newKey });
}
/** Whatever key this nexus had before. */
export function registerAndIgnore(session: IscsiSession, newKey: bigint): Promise<void> {
  return reserveOut(session, { action: 6, what: 'REGISTER AND IGNORE EXISTING KEY', actionKey: newKey });
}
export function reserve(session: IscsiSession, key: bigint, type: ReservationType): Promise<void> {
  return reserveOut(session, { action: 1, what: 'RESERVE', key, type });
}
export function release(session: IscsiSession, key: bigint, type: ReservationType): Promise<void> {
  return reserveOut(session, { action: 2, what: 'RELEASE', key, type });
}
/** Takes every registration and the reservation away. */
export function clear(session: IscsiSession, key: bigint): Promise<void> {
  return reserveOut(session, { action: 3, what: 'CLEAR', key });
}
/** Takes the registrations with `victimKey` away, and its reservation over. */
export function preempt(session: IscsiSession, key: bigint, victimKey: bigint, type: ReservationType): Promise<void> {
  return reserveOut(session, { action: 4, what: 'PREEMPT', key, actionKey: victimKey, type });
}
