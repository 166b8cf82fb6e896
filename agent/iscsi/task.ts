import { decodeSense, type Sense } from './sense.ts';

/** A SCSI command on its way. `readBytes` is the most it may return; `write` the data it carries. */
export type ScsiCommand = {
  cdb: Uint8Array;
  readBytes?: number;
  write?: Buffer;
  /** Default: the session's. */
  lun?: number;
  deadlineMs?: number;
};
/** `status` 0 = GOOD. Look at it before `data`: a failed read has none. */
export type ScsiAnswer = { status: number; data: Buffer; sense: Sense | null };

export type Task = {
  command: ScsiCommand;
  takeData(pdu: { header: Buffer; data: Buffer }): void;
  finish(status: number, senseSegment: Buffer): void;
  fail(error: Error): void;
};

/** Collects the answer of one command. `onTimeout` is called when the deadline passes before the task is settled. */
export function createTask(command: ScsiCommand, deadlineMs: number, onTimeout: () => void) {
  const data = Buffer.alloc(command.readBytes ?? 0);
  const timer = setTimeout(onTimeout, deadlineMs);
  let received = 0;
  let settle: { resolve(answer: ScsiAnswer): void; reject(error: Error): void } | undefined;
  const answer = new Promise<ScsiAnswer>((resolve, reject) => {
    settle = { resolve, reject };
  });
  const task: Task = {
    command,
    takeData(pdu) {
      const offset = pdu.header.readUInt32BE(40);
      if (offset + pdu.data.length > data.length) throw new Error('iSCSI target sent more data than it was asked for');
      pdu.data.copy(data, offset);
      received = Math.max(received, offset + pdu.data.length);
    },
    finish(status, senseSegment) {
      clearTimeout(timer);
      // The segment starts with the sense length in two bytes.
      const sense = senseSegment.length > 2 ? decodeSense(senseSegment.subarray(2)) : null;
      settle?.resolve({ status, data: data.subarray(0, received), sense });
    },
    fail(error) {
      clearTimeout(timer);
      settle?.reject(error);
    },
  };
  return { task, answer };
}
