import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { guardProcess } from './guard-process.ts';

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

type Watch = { spawned?: (kill9: () => Promise<void>) => void; said?: (line: string) => void };

/**
 * Starts `node <args>` and waits for its ready line. The last lines it wrote are in the error when it ends before.
 * It never outlives the process that started it. `spawned` hears of it before it is ready, `said` of every line.
 */
export async function startProgram(args: string[], env: Record<string, string>, watch: Watch = {}): Promise<Program> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = endOf(child);
  guardProcess(child.pid ?? 0, ended);
  const end = async (name: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(name);
    await ended;
  };
  watch.spawned?.(() => end('SIGKILL'));
  const ready = await readyLineOf(child, ended, args, watch);
  return {
    ...{ pid: child.pid ?? 0, ready, ended },
    signal: (name) => void (child.exitCode === null && child.signalCode === null && child.kill(name)),
    kill9: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}

function readyLineOf(child: ChildProcess, ended: Promise<number | string>, args: string[], { said }: Watch) {
  const last: string[] = [];
  const keep = (line: string) => {
    last.push(line);
    if (last.length > 40) last.shift();
    said?.(line);
  };
  return new Promise<Record<string, unknown>>((resolve, reject) => {
    const lines = (stream: NodeJS.ReadableStream | null, hear: (line: string) => void) => {
      if (stream) createInterface({ input: stream }).on('line', hear);
    };
    lines(child.stderr, keep);
    lines(child.stdout, (line) => {
      keep(line);
      const fields = readyLine(line);
      if (fields) resolve(fields);
    });
    void ended.then((code) =>
      reject(new Error(`${args.join(' ')} ended with ${code} before it was ready:\n${last.join('\n')}`)),
    );
  });
}

function endOf(child: ChildProcess): Promise<number | string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
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
