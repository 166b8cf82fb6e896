import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * What may be wrong with a wire, in the words of toxiproxy.
 * - `down`: nobody listens
 * - `reset`: the request gets through, its answer is thrown away and the connection reset; so many times
 * - `timeout`: the request gets through, its answer never comes, and the connection is closed when the toxic is taken away
 * - `slow_close`: the connection is closed only after so many ms
 * - `latency`: answers come so many ms late
 */
export type Toxics = { down?: boolean; reset?: number; timeout?: boolean; slow_close?: number; latency?: number };
/** A request with the answer that the agent gave to it, whether the client ever got it or not. */
export type Exchange = { request: Buffer; answer: string };
export type FaultProxy = Awaited<ReturnType<typeof startFaultProxy>>;

/** Only connections over which operations are sent are meddled with: polls go on, so that an agent stays known. */
const acts = 'POST /v1/operations:batch';

/** A TCP proxy on a free port of this machine in front of an agent's address. */
export async function startFaultProxy(target: string) {
  const upstream = Number(new URL(target).port);
  const exchanges: Exchange[] = [];
  const sockets = new Set<Socket>();
  let toxics: Toxics = {};
  let server: Server = createServer();
  let meddled = 0;

  const serve = (client: Socket) => {
    const agent = connect(upstream, '127.0.0.1');
    let exchange: Exchange | null = null;
    for (const socket of [client, agent]) {
      sockets.add(socket);
      socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    }
    client.on('data', (chunk: Buffer) => {
      // A request begins with its method; what follows an unfinished one belongs to it.
      if (/^[A-Z]+ \//.test(chunk.subarray(0, 16).toString('latin1'))) {
        exchange = chunk.includes(acts) ? { request: Buffer.alloc(0), answer: '' } : null;
        if (exchange) exchanges.push(exchange);
      }
      if (exchange) exchange.request = Buffer.concat([exchange.request, chunk]);
      agent.write(chunk);
    });
    agent.on('data', async (chunk: Buffer) => {
      if (!exchange) return void client.write(chunk);
      exchange.answer += chunk.toString('latin1');
      if (toxics.timeout) {
        meddled += 1;
        return;
      }
      if ((toxics.reset ?? 0) > 0) {
        toxics.reset = (toxics.reset ?? 0) - 1;
        meddled += 1;
        client.resetAndDestroy();
        agent.destroy();
        return;
      }
      if (toxics.latency) {
        meddled += 1;
        await wait(toxics.latency);
      }
      client.write(chunk);
    });
    client.on('close', () => agent.end());
    agent.on('close', async () => {
      if (toxics.slow_close) {
        meddled += 1;
        await wait(toxics.slow_close);
      }
      client.end();
    });
  };

  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server = createServer(serve);
      server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
  const hangUp = () => {
    for (const socket of sockets) socket.destroy();
  };
  await listen(0);
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;

  return {
    url: `http://127.0.0.1:${port}`,
    exchanges,
    /** How many answers or connections were not left as they are. */
    meddled: () => meddled,
    /** From now on the wire is like this and nothing else. */
    set: async (next: Toxics) => {
      const [was, had] = [toxics.down === true, toxics.timeout === true];
      toxics = { ...next };
      if (had && !toxics.timeout) hangUp();
      if (was === (toxics.down === true)) return;
      if (!toxics.down) return listen(port);
      hangUp();
      await new Promise((resolve) => server.close(resolve));
    },
    /** Sends what was sent once, again, past the proxy: a late duplicate. Answers what the agent says to it. */
    repeat: ({ request }: Exchange) => send(upstream, request),
    close: async () => {
      hangUp();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function send(port: number, request: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    socket.setTimeout(60_000, () => socket.destroy(new Error('no answer to a repeated request')));
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
      if (isWhole(answer)) socket.end();
    });
    socket.on('close', () => resolve(answer));
  });
}

function isWhole(answer: string): boolean {
  const [head = '', body] = answer.split('\r\n\r\n');
  const length = /content-length: (\d+)/i.exec(head)?.[1];
  return body !== undefined && (length ? body.length >= Number(length) : body.endsWith('0\r\n'));
}
