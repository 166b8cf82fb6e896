import net from 'node:net';
import { ConnectionLost } from './errors.ts';
import { createPduReader, type Pdu } from './pdu.ts';

/** A TCP connection that speaks PDUs. After `subscribe` every PDU goes to its handler instead of `receive`. */
export type Connection = {
  send(pdu: Buffer): void;
  receive(deadlineMs: number): Promise<Pdu>;
  subscribe(onPdu: (pdu: Pdu) => void, onEnd: (error: Error) => void): void;
  destroy(): void;
};

/** 'host:port', 'host' (port 3260) or '[v6]:port', as in TargetAddress; a portal group tag is ignored. */
export function parsePortal(portal: string): { host: string; port: number } {
  const match = /^(?:\[([^\]]+)\]|([^:,]+))(?::(\d+))?(?:,\d+)?$/.exec(portal);
  const host = match?.[1] ?? match?.[2];
  if (!host) throw new Error(`not an iSCSI portal: ${portal}`);
  return { host, port: Number(match?.[3] ?? 3260) };
}

function connectSocket(portal: string, deadlineMs: number): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ ...parsePortal(portal), noDelay: true });
    const timer = setTimeout(() => socket.destroy(new Error(`no answer within ${deadlineMs} ms`)), deadlineMs);
    socket.once('error', (error) => {
      clearTimeout(timer);
      reject(new ConnectionLost(`cannot reach iSCSI portal ${portal}: ${error.message}`));
    });
    socket.once('connect', () => {
      clearTimeout(timer);
      resolve(socket);
    });
  });
}

/** One PDU at a time, waited for: what login needs. */
function createInbox() {
  const waiting: { resolve(pdu: Pdu): void; reject(error: Error): void }[] = [];
  const arrived: Pdu[] = [];
  let ended: Error | null = null;
  return {
    arrived,
    put(pdu: Pdu) {
      const first = waiting.shift();
      if (first) first.resolve(pdu);
      else arrived.push(pdu);
    },
    end(error: Error) {
      ended ??= error;
      for (const waiter of waiting.splice(0)) waiter.reject(ended);
    },
    take(): Promise<Pdu> {
      const pdu = arrived.shift();
      if (pdu) return Promise.resolve(pdu);
      if (ended) return Promise.reject(ended);
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
  };
}

/** Connects to a portal. Throws ConnectionLost when nobody answers within `deadlineMs`. */
export async function connect(portal: string, deadlineMs: number, maxDataBytes: number): Promise<Connection> {
  const socket = await connectSocket(portal, deadlineMs);
  const reader = createPduReader(maxDataBytes);
  const inbox = createInbox();
  let onPdu = inbox.put;
  let onEnd = inbox.end;
  let lost: Error | null = null;
  const end = (message: string) => {
    if (lost) return;
    lost = new ConnectionLost(`iSCSI connection to ${portal} ended: ${message}`);
    onEnd(lost);
  };
  socket.on('data', (chunk) => {
    try {
      for (const pdu of reader.push(chunk)) onPdu(pdu);
    } catch (error) {
      socket.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  });
  socket.on('error', (error) => end(error.message));
  socket.on('close', () => end('closed by the target'));
  return {
    send: (pdu) => void socket.write(pdu),
    receive(waitMs) {
      const timer = setTimeout(() => socket.destroy(new Error(`no answer within ${waitMs} ms`)), waitMs);
      return inbox.take().finally(() => clearTimeout(timer));
    },
    subscribe(pduHandler, endHandler) {
      onPdu = pduHandler;
      onEnd = endHandler;
      for (const pdu of inbox.arrived.splice(0)) pduHandler(pdu);
      if (lost) endHandler(lost);
    },
    destroy: () => void socket.destroy(),
  };
}
