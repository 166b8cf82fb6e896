import net from 'node:net';
import { Failed } from '#agent/drivers/failed.ts';
import { slots } from '#agent/drivers/slots.ts';
import { decodeAnswer, encodeRequest, type ManagementAnswer, type ManagementRequest } from './management-request.ts';

/** tgtd listens with a short backlog and works off requests one by one: more at once would be refused with EAGAIN. */
const atOnce = 8;
const deadlineMs = 20_000;
const maxAnswerBytes = 256 * 1024 * 1024;

export type ManagementSocket = { request(request: ManagementRequest): Promise<ManagementAnswer> };

function unreachable(path: string, reason: string): Failed {
  return new Failed(
    'world_unreachable',
    `tgtd does not answer on its management socket ${path}: ${reason}.`,
    'Start tgtd; the array applies its LUNs and masking again by itself.',
  );
}

function exchange(path: string, bytes: Buffer): Promise<ManagementAnswer> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ path });
    const chunks: Buffer[] = [];
    let received = 0;
    socket.setTimeout(deadlineMs, () => socket.destroy(new Error(`no answer within ${deadlineMs} ms`)));
    socket.on('connect', () => socket.write(bytes));
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      received += chunk.length;
      if (received > maxAnswerBytes) socket.destroy(new Error('the answer is too long'));
    });
    socket.on('error', (error) => reject(unreachable(path, error.message)));
    socket.on('close', () => {
      try {
        resolve(decodeAnswer(Buffer.concat(chunks)));
      } catch (error) {
        reject(unreachable(path, error instanceof Error ? error.message : String(error)));
      }
    });
  });
}

/** Requests to one tgtd, a few at a time. Throws Failed `world_unreachable` when it does not answer. */
export function createManagementSocket(path: string): ManagementSocket {
  const slot = slots(atOnce);
  return {
    async request(request) {
      const bytes = encodeRequest(request);
      const free = await slot();
      try {
        return await exchange(path, bytes);
      } finally {
        free();
      }
    },
  };
}
