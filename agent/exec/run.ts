import { spawn } from 'node:child_process';

export type RunOptions = {
  /** The program is killed after this time; default 30 s. */
  deadlineMs?: number;
  /** Of stdout and of stderr; the program is killed when it says more. Default 1 MiB. */
  maxOutputBytes?: number;
  input?: string;
  /** The program is killed when it is aborted. */
  signal?: AbortSignal;
  cwd?: string;
  /** Added to the agent's own environment. */
  env?: { [name: string]: string };
};
export type Output = { stdout: string; stderr: string };

/** `reason`: 'missing' = no such program, 'deadline' (or aborted), 'output' = said too much, 'exit' = ended with `exitCode` other than 0. */
export class CommandFailed extends Error {
  readonly reason: 'missing' | 'deadline' | 'output' | 'exit';
  readonly exitCode: number | null;
  readonly output: Output;
  constructor(program: string, reason: CommandFailed['reason'], exitCode: number | null, output: Output) {
    const said = output.stderr.trim().split('\n').slice(-3).join(' ').slice(-400);
    const what = reason === 'exit' ? `ended with ${exitCode ?? 'a signal'}` : `failed: ${reason}`;
    super(`${program} ${what}${said ? `: ${said}` : ''}`);
    this.name = 'CommandFailed';
    this.reason = reason;
    this.exitCode = exitCode;
    this.output = output;
  }
}

function boundedText(maxBytes: number, onOverflow: () => void) {
  const chunks: Buffer[] = [];
  let bytes = 0;
  return {
    add(chunk: Buffer) {
      if (bytes + chunk.length > maxBytes) onOverflow();
      else chunks.push(chunk);
      bytes += chunk.length;
    },
    text: () => Buffer.concat(chunks).toString('utf8'),
  };
}

/** A killed program that hangs in the kernel (a dead disk under it) is not waited for longer than this. */
const afterKillMs = 2_000;

/**
 * Runs a program with its arguments, never through a shell, to its end. Throws CommandFailed unless it exits with 0.
 * Nothing secret belongs in `argv`: every user of the machine can read it.
 */
export function run(argv: readonly [string, ...string[]], options: RunOptions = {}): Promise<Output> {
  const [program, ...args] = argv;
  return new Promise((resolve, reject) => {
    const env = { ...process.env, LC_ALL: 'C', ...options.env };
    const child = spawn(program, args, { cwd: options.cwd, env, shell: false, stdio: ['pipe', 'pipe', 'pipe'] });
    let reason: CommandFailed['reason'] = 'exit';
    let giveUp: NodeJS.Timeout | undefined;
    const kill = (why: CommandFailed['reason']) => {
      reason = why;
      child.kill('SIGKILL');
      giveUp ??= setTimeout(() => reject(new CommandFailed(program, why, null, output())), afterKillMs);
    };
    const maxBytes = options.maxOutputBytes ?? 1_048_576;
    const stdout = boundedText(maxBytes, () => kill('output'));
    const stderr = boundedText(maxBytes, () => kill('output'));
    const timer = setTimeout(() => kill('deadline'), options.deadlineMs ?? 30_000);
    const abort = () => kill('deadline');
    if (options.signal?.aborted) abort();
    options.signal?.addEventListener('abort', abort);
    const output = () => ({ stdout: stdout.text(), stderr: stderr.text() });
    child.stdout.on('data', stdout.add);
    child.stderr.on('data', stderr.add);
    // A program that does not read its input to the end is none of our business.
    child.stdin.on('error', () => {});
    child.stdin.end(options.input ?? '');
    child.once('error', (error) => {
      clearTimeout(timer);
      const missing = 'code' in error && error.code === 'ENOENT';
      reject(missing ? new CommandFailed(program, 'missing', null, output()) : error);
    });
    child.once('close', (exitCode) => {
      clearTimeout(timer);
      clearTimeout(giveUp);
      options.signal?.removeEventListener('abort', abort);
      if (exitCode === 0 && reason === 'exit') resolve(output());
      else reject(new CommandFailed(program, reason, exitCode, output()));
    });
  });
}
