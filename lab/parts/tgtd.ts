import { rm } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { endProcess, isRunning, type ProcessIdentity } from '#agent/exec/process-table.ts';
import { startDaemon } from '#agent/exec/start-daemon.ts';

/** A tgtd of the lab's own. */
export type LabTgtd = {
  /** Its admin socket. */
  socket: string;
  /** '127.0.0.1:port'; the same after a restart. */
  portal: string;
  /** Kills it, so that it forgets everything, and starts it again. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

const readyDeadlineMs = 30_000;

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function answers(where: net.NetConnectOpts): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(where);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** Starts it on `port`; null when it ended at once, as it does when another program took the port meanwhile. */
async function launch(dir: string, port: number): Promise<ProcessIdentity | null> {
  const base = path.join(dir, 'tgtd');
  await rm(`${base}.0`, { force: true });
  // One I/O thread per LUN: the default of 16 would be thousands of threads.
  const argv = ['tgtd', '-f', '-t', '1', '-p', `${base}.pid`, '--iscsi', `portal=127.0.0.1:${port}`] as const;
  const { identity } = await startDaemon([...argv], { logFile: `${base}.log`, env: { TGT_IPC_SOCKET: base } });
  const end = performance.now() + readyDeadlineMs;
  while (performance.now() < end && isRunning(identity)) {
    if ((await answers({ path: `${base}.0` })) && (await answers({ port, host: '127.0.0.1' }))) return identity;
    await delay(10);
  }
  await endProcess(identity, [['SIGKILL', 5_000]]);
  return null;
}

export async function startTgtd(dir: string): Promise<LabTgtd> {
  let port = 0;
  let running: ProcessIdentity | null = null;
  for (let attempt = 0; !running && attempt < 5; attempt++) {
    port = await freePort();
    running = await launch(dir, port);
  }
  if (!running) throw new Error(`tgtd does not start; its log: ${dir}/tgtd.log`);
  const stop = async () => {
    // It ignores SIGTERM.
    if (running) await endProcess(running, [['SIGKILL', 10_000]]);
  };
  return {
    socket: path.join(dir, 'tgtd.0'),
    portal: `127.0.0.1:${port}`,
    stop,
    async restart() {
      await stop();
      running = await launch(dir, port);
      if (!running) throw new Error('tgtd does not start again');
    },
  };
}
