import { open } from 'node:fs/promises';
import net from 'node:net';
import { createInterface } from 'node:readline';
import { objectLocks } from '#agent/drivers/object-locks.ts';
import { qmpSocketName } from './vm-definition.ts';

const deadlineMs = 10_000;
const waitForTurnMs = 60_000;

/** A VM's monitor while it listens to us. */
export type Monitor = {
  /** Resolves with what the command returns. Throws MonitorRefused, or Error when the monitor hung up or is silent. */
  execute(command: string, parameters?: object): Promise<unknown>;
};

/** The monitor understood the command and said no; the message is its own. */
export class MonitorRefused extends Error {
  constructor(description: string) {
    super(description);
    this.name = 'MonitorRefused';
  }
}

/** A monitor speaks to one at a time: who comes second would wait in its backlog, so they wait here. */
const turns = objectLocks();

/**
 * Talks to the monitor of the VM in `dir`: greeting, capabilities, then what `talk` says; events in between are passed
 * over. Kept short, so that others get their turn. The folder is reached through its descriptor, since its path may be
 * longer than a socket's may be. Throws when nobody answers.
 */
export async function withMonitor<T>(dir: string, talk: (monitor: Monitor) => Promise<T>): Promise<T> {
  const release = await turns.hold({ exclusive: [dir], shared: [] }, waitForTurnMs);
  try {
    return await conversation(dir, talk);
  } finally {
    release();
  }
}

async function conversation<T>(dir: string, talk: (monitor: Monitor) => Promise<T>): Promise<T> {
  const folder = await open(dir, 'r');
  const socket = net.connect(`/proc/self/fd/${folder.fd}/${qmpSocketName}`);
  socket.setTimeout(deadlineMs, () => socket.destroy(new Error(`the monitor gave no answer in ${deadlineMs} ms`)));
  try {
    const { greeted, execute } = speak(socket);
    await greeted;
    await execute('qmp_capabilities');
    return await talk({ execute });
  } finally {
    socket.destroy();
    await folder.close();
  }
}

type Waiter = { resolve(value: unknown): void; reject(error: Error): void };

/** One command at a time: each answer is the one of the command before it. */
function speak(socket: net.Socket): Monitor & { greeted: Promise<unknown> } {
  let waiter: Waiter | null = null;
  let ended: Error | null = null;
  const end = (error: Error) => {
    ended ??= error;
    waiter?.reject(ended);
  };
  const expectation = () =>
    new Promise<unknown>((resolve, reject) => {
      if (ended) reject(ended);
      else waiter = { resolve, reject };
    });
  socket.on('error', end);
  socket.on('close', () => end(new Error('the monitor hung up')));
  createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY })
    .on('error', end)
    .on('line', (line) => {
      const message = parse(line);
      if ('QMP' in message) waiter?.resolve(null);
      else if ('return' in message) waiter?.resolve(message.return);
      else if ('error' in message) waiter?.reject(new MonitorRefused(`the monitor refused: ${descriptionOf(message)}`));
    });
  const execute = (command: string, parameters?: object) => {
    const answer = expectation();
    socket.write(`${JSON.stringify({ execute: command, arguments: parameters })}\n`);
    return answer;
  };
  return { greeted: expectation(), execute };
}

/** Sends one command and resolves when it is taken; `quit` may end the connection before it is answered. */
export async function sendToMonitor(dir: string, command: 'quit' | 'system_powerdown'): Promise<void> {
  await withMonitor(dir, async ({ execute }) => {
    await execute(command).catch((error) => {
      if (command !== 'quit' || error instanceof MonitorRefused) throw error;
    });
  });
}

const descriptionOf = ({ error }: { error?: unknown }): string =>
  typeof error === 'object' && error !== null && 'desc' in error ? String(error.desc) : 'without a word';

function parse(line: string): { return?: unknown; error?: unknown; QMP?: unknown } {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
