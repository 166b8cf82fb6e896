import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { identityOf, type ProcessIdentity } from './process-table.ts';

export type DaemonOptions = {
  /** Gets stdout and stderr; made anew (0600). */
  logFile: string;
  cwd?: string;
  /** Added to this program's own environment; undefined takes a variable out. */
  env?: { [name: string]: string | undefined };
};
export type Daemon = { identity: ProcessIdentity /** Settles when the program ends. */; ended: Promise<void> };

/**
 * Starts a program, never through a shell, that outlives the agent: a session of its own, output to a file. Whoever
 * starts it keeps its pid (or lets it write a pid file), so that the next start of the agent finds it again.
 */
export async function startDaemon(argv: readonly [string, ...string[]], options: DaemonOptions): Promise<Daemon> {
  const [program, ...args] = argv;
  const log = openSync(options.logFile, 'w', 0o600);
  try {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: { ...process.env, LC_ALL: 'C', ...options.env },
      detached: true,
      shell: false,
      stdio: ['ignore', log, log],
    });
    const ended = once(child, 'exit').then(() => {});
    await once(child, 'spawn');
    child.unref();
    const pid = child.pid ?? 0;
    // A program that has already ended is answered with a start time that no live process has.
    return { identity: identityOf(pid) ?? { pid, startTime: 'ended' }, ended };
  } finally {
    closeSync(log);
  }
}
