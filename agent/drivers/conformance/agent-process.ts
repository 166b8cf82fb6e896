import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

type Listening = { listening: string; name: string; enrolmentToken?: string };
export type AgentProcess = Listening & {
  pid: number;
  /** Resolves with the signal or exit code when the process has gone. */
  gone: Promise<NodeJS.Signals | number | null>;
  /** SIGKILL, and resolves when it has gone. */
  kill(): Promise<void>;
  /** SIGTERM, and resolves with the exit code. */
  stop(): Promise<NodeJS.Signals | number | null>;
};

/** Starts the bundled program on one config file and resolves when it listens; throws with its last words otherwise. */
export const startProcess = async (
  program: string,
  configFile: string,
  environment: { [name: string]: string } = {},
): Promise<AgentProcess> => {
  const child = spawn(process.execPath, [program, '--config', configFile], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const errors: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  const gone = once(child, 'exit').then(([code, signal]) => signal ?? code);
  const first = await Promise.race([firstLine(child), gone.then(() => null)]);
  if (!first) throw new Error(`The agent ended before it listened: ${errors.join('')}`);
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return gone;
  };
  return {
    ...(JSON.parse(first) as Listening),
    pid: child.pid ?? 0,
    gone,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
  };
};

const firstLine = async (child: ChildProcess): Promise<string | null> => {
  if (!child.stdout) return null;
  for await (const line of createInterface({ input: child.stdout })) {
    child.stdout.resume();
    return line;
  }
  return null;
};
