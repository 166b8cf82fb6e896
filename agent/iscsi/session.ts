import { randomBytes } from 'node:crypto';
import type { ChapCredentials } from './chap.ts';
import { type Connection, connect } from './connection.ts';
import { ConnectionLost } from './errors.ts';
import { login, maxReceiveBytes, type Negotiated } from './login.ts';
import { encodePdu, opcodes, type Pdu, reservedTag } from './pdu.ts';
import { commandHeader, dataOutHeader, logoutHeader, nopOutHeader, noTransferTag } from './request-pdus.ts';
import { createTask, type ScsiAnswer, type ScsiCommand, type Task } from './task.ts';

export type SessionOptions = {
  /** 'host:port' */
  portal: string;
  targetName: string;
  initiatorName: string;
  /** Default 1. */
  lun?: number;
  /** Chooses the session id, so that the same nexus can be come back to; default random. */
  isid?: number;
  chap?: ChapCredentials;
  /** Connecting and each answer of the login; default 10 s. */
  loginDeadlineMs?: number;
  /** Default of each command: 15 s. */
  commandDeadlineMs?: number;
};

export type IscsiSession = {
  command(command: ScsiCommand): Promise<ScsiAnswer>;
  /** NOP-Out: is the target still there? */
  ping(): Promise<void>;
  logout(): Promise<void>;
  /** Ends the connection without a word. */
  destroy(): void;
  /** false = it ended: every command from now on throws ConnectionLost. */
  isOpen(): boolean;
  /** Resolves when it has ended, whoever ended it. */
  ended: Promise<void>;
};

type State = {
  connection: Connection;
  agreed: Negotiated;
  lun: number;
  cmdSn: number;
  maxCmdSn: number;
  expStatSn: number;
  nextTag: number;
  tasks: Map<number, Task>;
  /** Commands that the target's window has no room for yet. */
  held: (() => void)[];
  lost: Error | null;
  onLost(): void;
};

/** ISID of type 'random' (0x80) for an unchosen one; of the same type with a fixed number for a chosen one. */
function sessionId(isid: number | undefined): Buffer {
  const bytes = Buffer.alloc(6);
  bytes.writeUInt8(0x80, 0);
  if (isid === undefined) randomBytes(5).copy(bytes, 1);
  else bytes.writeUIntBE(isid, 1, 5);
  return bytes;
}

/** a <= b in serial number arithmetic (RFC 1982). */
const isWithin = (a: number, b: number) => ((b - a) | 0) >= 0;

function lose(state: State, error: Error) {
  state.lost ??= error;
  for (const task of state.tasks.values()) task.fail(state.lost);
  state.tasks.clear();
  state.held.length = 0;
  state.onLost();
}

function takeCounters(state: State, pdu: Pdu) {
  const advances =
    pdu.opcode === opcodes.scsiResponse ||
    pdu.opcode === opcodes.logoutResponse ||
    pdu.opcode === opcodes.reject ||
    pdu.opcode === opcodes.asyncMessage ||
    (pdu.opcode === opcodes.dataIn && (pdu.flags & 1) !== 0) ||
    (pdu.opcode === opcodes.nopIn && pdu.header.readUInt32BE(16) !== reservedTag);
  if (advances) state.expStatSn = (pdu.header.readUInt32BE(24) + 1) >>> 0;
  const maxCmdSn = pdu.header.readUInt32BE(32);
  if (!isWithin(maxCmdSn, state.maxCmdSn)) state.maxCmdSn = maxCmdSn;
  while (state.held.length > 0 && isWithin(state.cmdSn, state.maxCmdSn)) state.held.shift()?.();
}

/** Answers a ready-to-transfer with as many Data-Out PDUs as its burst needs. */
function sendBurst(state: State, tag: number, task: Task, pdu: Pdu) {
  const write = task.command.write ?? Buffer.alloc(0);
  const start = pdu.header.readUInt32BE(40);
  const end = start + pdu.header.readUInt32BE(44);
  if (end > write.length) throw new Error('iSCSI target asked for more data than the command has');
  const transferTag = pdu.header.readUInt32BE(20);
  for (let offset = start, dataSn = 0; offset < end; offset += state.agreed.maxSendBytes, dataSn++) {
    const to = Math.min(end, offset + state.agreed.maxSendBytes);
    const lun = task.command.lun ?? state.lun;
    const fields = { tag, transferTag, lun, expStatSn: state.expStatSn, dataSn, offset, isLast: to === end };
    state.connection.send(encodePdu(dataOutHeader(fields), write.subarray(offset, to)));
  }
}

function answerPing(state: State, pdu: Pdu) {
  const transferTag = pdu.header.readUInt32BE(20);
  if (transferTag === noTransferTag) return;
  const head = nopOutHeader(reservedTag, transferTag, pdu.header.subarray(8, 16), state.cmdSn, state.expStatSn);
  state.connection.send(encodePdu(head, pdu.data));
}

function handle(state: State, pdu: Pdu) {
  takeCounters(state, pdu);
  const tag = pdu.header.readUInt32BE(16);
  if (pdu.opcode === opcodes.nopIn && tag === reservedTag) return answerPing(state, pdu);
  if (pdu.opcode === opcodes.reject) throw new Error(`iSCSI target rejected a PDU, reason ${pdu.header.readUInt8(2)}`);
  const task = state.tasks.get(tag);
  if (!task) return;
  const finish = (status: number, sense: Buffer) => {
    state.tasks.delete(tag);
    task.finish(status, sense);
  };
  if (pdu.opcode === opcodes.readyToTransfer) sendBurst(state, tag, task, pdu);
  else if (pdu.opcode === opcodes.dataIn) {
    task.takeData(pdu);
    if (pdu.flags & 1) finish(pdu.header.readUInt8(3), Buffer.alloc(0));
  } else if (pdu.opcode === opcodes.scsiResponse) {
    // A response other than 'command completed at target' is a failure of delivery: there is no status then.
    if (pdu.header.readUInt8(2) !== 0) throw new Error(`iSCSI target failed, response ${pdu.header.readUInt8(2)}`);
    finish(pdu.header.readUInt8(3), pdu.data);
  } else finish(0, Buffer.alloc(0));
}

function register(state: State, command: ScsiCommand, deadlineMs: number) {
  const tag = state.nextTag;
  state.nextTag = (state.nextTag + 1) % reservedTag || 1;
  const { task, answer } = createTask(command, deadlineMs, () => {
    lose(state, new ConnectionLost(`iSCSI target gave no answer within ${deadlineMs} ms`));
    state.connection.destroy();
  });
  state.tasks.set(tag, task);
  return { tag, answer };
}

async function sendCommand(state: State, command: ScsiCommand, defaultDeadlineMs: number): Promise<ScsiAnswer> {
  if (state.lost) throw state.lost;
  const { tag, answer } = register(state, command, command.deadlineMs ?? defaultDeadlineMs);
  const { agreed } = state;
  const write = command.write ?? Buffer.alloc(0);
  const immediateBytes = agreed.immediateData ? Math.min(agreed.firstBurstBytes, agreed.maxSendBytes) : 0;
  const transmit = () => {
    const { cmdSn, expStatSn } = state;
    state.cmdSn = (cmdSn + 1) >>> 0;
    const sizes = { readBytes: command.readBytes ?? 0, writeBytes: write.length };
    const head = commandHeader({ tag, lun: command.lun ?? state.lun, cdb: command.cdb, ...sizes, cmdSn, expStatSn });
    state.connection.send(encodePdu(head, write.subarray(0, immediateBytes)));
  };
  if (state.held.length === 0 && isWithin(state.cmdSn, state.maxCmdSn)) transmit();
  else state.held.push(transmit);
  return answer;
}

async function request(state: State, headerOf: (tag: number) => Buffer, deadlineMs: number): Promise<void> {
  if (state.lost) throw state.lost;
  const { tag, answer } = register(state, { cdb: new Uint8Array() }, deadlineMs);
  state.connection.send(encodePdu(headerOf(tag)));
  await answer;
}

/** Connects and logs in. Throws LoginRefused or ConnectionLost; no connection stays behind then. */
export async function openSession(options: SessionOptions): Promise<IscsiSession> {
  const deadlineMs = options.loginDeadlineMs ?? 10_000;
  const commandDeadlineMs = options.commandDeadlineMs ?? 15_000;
  const connection = await connect(options.portal, deadlineMs, maxReceiveBytes);
  const { targetName, initiatorName, chap } = options;
  const names = { targetName, initiatorName, isid: sessionId(options.isid), ...(chap ? { chap } : {}) };
  const agreed = await login(connection, { ...names, deadlineMs }).catch((error) => {
    connection.destroy();
    throw error;
  });
  const { cmdSn, expStatSn } = agreed;
  const counters = { cmdSn, maxCmdSn: cmdSn, expStatSn, nextTag: 1 };
  let onLost = () => {};
  const ended = new Promise<void>((resolve) => {
    onLost = resolve;
  });
  const state: State = {
    connection,
    agreed,
    lun: options.lun ?? 1,
    ...counters,
    tasks: new Map(),
    held: [],
    lost: null,
    onLost,
  };
  connection.subscribe(
    (pdu) => handle(state, pdu),
    (error) => lose(state, error),
  );
  const ping = (tag: number) => nopOutHeader(tag, noTransferTag, Buffer.alloc(8), state.cmdSn, state.expStatSn);
  return {
    command: (command) => sendCommand(state, command, commandDeadlineMs),
    ping: () => request(state, ping, commandDeadlineMs),
    logout: () =>
      request(state, (tag) => logoutHeader(tag, state.cmdSn, state.expStatSn), 5_000)
        .catch(() => {})
        .finally(() => connection.destroy()),
    destroy: () => connection.destroy(),
    isOpen: () => state.lost === null,
    ended,
  };
}
