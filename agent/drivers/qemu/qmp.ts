import { open } from 'node:fs/promises';
import net from 'node:net';
import { createInterface } from 'node:readline';
import { qmpSocketName } from './vm-definition.ts';

const deadlineMs = 10_000;

/**
 * Sends one command to the monitor of the VM in `dir` and resolves when it is taken. The folder is reached through its
 * descriptor, since its path may be longer than a socket's may be. Throws when nobody answers.
 */
export async function sendToMonitor(dir: string, command: 'quit' | 'system_powerdown'): Promise<void> {
  const folder = await open(dir, 'r');
  const socket = net.connect(`/proc/self/fd/${folder.fd}/${qmpSocketName}`);
  socket.setTimeout(deadlineMs, () => socket.destroy(new Error(`the monitor gave no answer in ${deadlineMs} ms`)));
  try {
    await converse(socket, command);
  } finally {
    socket.destroy();
    await folder.close();
  }
}

/** Greeting -> capabilities -> command; events in between are passed over. `quit` may end the connection first. */
function converse(socket: net.Socket, command: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const say = (execute: string) => socket.write(`${JSON.stringify({ execute })}\n`);
    let answers = 0;
    socket.on('error', reject);
    socket.on('close', () =>
      command === 'quit' && answers > 0 ? resolve() : reject(new Error('the monitor hung up')),
    );
    createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY })
      .on('error', reject)
      .on('line', (line) => {
        const message = parse(line);
        if ('QMP' in message) say('qmp_capabilities');
        else if ('error' in message) reject(new Error(`the monitor refused: ${line.slice(0, 200)}`));
        else if ('return' in message && ++answers === 1) say(command);
        else if ('return' in message) resolve();
      });
  });
}

function parse(line: string): object {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
