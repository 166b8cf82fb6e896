import { createHash } from 'node:crypto';
import { mkdirSync, realpathSync } from 'node:fs';
import net from 'node:net';

/**
 * Makes sure that no other process serves from this state folder: two ledgers' worth of memory over one file would let
 * an id take effect twice. The lock is a Linux abstract socket, which the kernel frees however the process ends.
 * Other systems have none; there it is up to whoever starts the agents. Resolves with the release.
 */
export const lockState = async (stateDir: string): Promise<() => void> => {
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  if (process.platform !== 'linux') return () => undefined;
  const server = net.createServer((socket) => socket.destroy());
  const name = createHash('sha256').update(realpathSync(stateDir)).digest('hex');
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`Another agent process serves from ${stateDir}.`) : error),
    );
    server.listen(`\0heddle-agent-${name}`, resolve);
  });
  server.unref();
  return () => server.close();
};
