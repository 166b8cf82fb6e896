import { connect, createServer, type Socket } from 'node:net';

export type LateWire = Awaited<ReturnType<typeof openLateWire>>;

/** A TCP proxy on a free port of this machine in front of an agent, whose answers can be made late; requests are not. */
export async function openLateWire(target: string) {
  const upstream = Number(new URL(target).port);
  const sockets = new Set<Socket>();
  let [lateMs, kept, delayed] = [0, 0, 0];

  const server = createServer((client) => {
    const agent = connect(upstream, '127.0.0.1');
    for (const socket of [client, agent]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    }
    client.on('data', (chunk: Buffer) => agent.write(chunk)).on('close', () => agent.end());
    agent.on('data', (chunk: Buffer) => {
      // Also when nothing is late, so that what was sent later never overtakes.
      kept += 1;
      if (lateMs > 0) delayed += 1;
      setTimeout(() => {
        kept -= 1;
        client.write(chunk);
      }, lateMs);
    });
    agent.on('close', () => setTimeout(() => client.end(), lateMs));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the late wire has no address');

  return {
    url: `http://127.0.0.1:${address.port}`,
    /** From now on answers come so many ms late; 0 = at once. */
    setLate: (ms: number) => {
      lateMs = ms;
    },
    /** Answers that the agent has given and that have not been passed on yet. */
    kept: () => kept,
    /** How many answers were made late so far. */
    delayed: () => delayed,
  };
}
