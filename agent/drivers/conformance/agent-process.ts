import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

type Listening = { listening: string; name: string; enrolmentToken?: string };
export type AgentProcess = {
  /** Address of the first config. */
  listening: string;
  /** What was printed, a line for each config. */
  all: Listening[];
  /** Resolves with the signal or exit code when the process has gone. */
  gone: Promise<NodeJS.Signals | number | null>;
  /** SIGKILL, and resolves when it has gone. */
  kill(): Promise<void>;
  /** SIGTERM, and resolves with the exit code. */
  stop(): Promise<NodeJS.Signals | number | null>;
};

/** Starts the bundled program on config files and resolves when it listens for all; throws with its last words otherwise. */
export const startProcess = async (
  program: string,
  configFiles: string[],
  environment: { [name: string]: string } = {},
): Promise<AgentProcess> => {
  const args = configFiles.flatMap((file) => ['--config', file]);
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const errors: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  const gone = once(child, 'close').then(([code, signal]) => signal ?? code);
  const lines = await Promise.race([firstLines(child.stdout, configFiles.length), gone.then(() => [])]);
  const all = lines.map((line) => JSON.parse(line) as Listening);
  const [first] = all;
  if (!first || all.length < configFiles.length) throw new Error(`The agent did not start: ${errors.join('')}`);
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return gone;
  };
  return {
    listening: first.listening,
    all,
    gone,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
  };
};

/** Fewer when the stream ends before. */
const firstLines = async (stream: Readable, count: number): Promise<string[]> => {
  const lines: string[] = [];
  for await (const line of createInterface({ input: stream })) {
    lines.push(line);
    if (lines.length === count) break;
  }
  stream.resume();
  return lines;
};
