import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A program of ours in its own process; it says in one JSON line that it is ready. */
export type Program = {
  pid: number;
  /** What the line said. */
  ready: Record<string, unknown>;
  /** Resolves with the exit code or signal once it has ended. */
  ended: Promise<number | string>;
  /** As the kernel's out-of-memory killer would. */
  kill9(): Promise<void>;
  /** SIGTERM, then waits for the end. */
  stop(): Promise<void>;
  signal(signal: NodeJS.Signals): void;
};

/** Starts `node <args>` and waits for its ready line. The last lines it wrote are in the error when it ends before. */
export async function startProgram(args: string[], env: Record<string, string>): Promise<Program> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = endOf(child);
  const said: string[] = [];
  const keep = (line: string) => {
    said.push(line);
    if (said.length > 40) said.shift();
  };
  createInterface({ input: child.stderr }).on('line', keep);
  const ready = await new Promise<Record<string, unknown>>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      keep(line);
      const fields = readyLine(line);
      if (fields) resolve(fields);
    });
    void ended.then((code) => reject(new Error(`${args.join(' ')} ended with ${code} before it was ready:\n${said.join('\n')}`)));
  });
  const signal = (name: NodeJS.Signals) => void (child.exitCode === null && child.signalCode === null && child.kill(name));
  const end = async (name: NodeJS.Signals) => {
    signal(name);
    await ended;
  };
  return { pid: child.pid ?? 0, ready, ended, signal, kill9: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}

function endOf(child: ChildProcess): Promise<number | string> {
  return new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal ?? 'unknown')));
}

/** Log lines are JSON too: ready is the one that says so, or that it listens. */
function readyLine(line: string): Record<string, unknown> | null {
  try {
    const fields: unknown = JSON.parse(line);
    if (typeof fields !== 'object' || fields === null) return null;
    return 'listening' in fields || 'ready' in fields ? (fields as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
