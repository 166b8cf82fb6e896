import { type ChildProcess, spawn } from 'node:child_process';

/** Reads `+pid` and `-pid`; kills what is left when its stdin ends, which the kernel sees to however we end. */
const program = `
const left = new Set();
process.on('SIGINT', () => {}).on('SIGTERM', () => {}).on('SIGHUP', () => {});
require('node:readline').createInterface({ input: process.stdin })
  .on('line', (line) => (line[0] === '+' ? left.add(line.slice(1)) : left.delete(line.slice(1))))
  .on('close', () => { for (const pid of left) try { process.kill(Number(pid), 'SIGKILL') } catch {} });
`;

let guard: ChildProcess | undefined;

/** Makes sure that the process ends with this one at the latest, even if this one is killed. */
export function guardProcess(pid: number, ended: Promise<unknown>): void {
  if (pid === 0) return;
  guard ??= startGuard();
  const say = (line: string) => guard?.stdin?.write(`${line}\n`);
  say(`+${pid}`);
  void ended.then(() => say(`-${pid}`));
}

function startGuard(): ChildProcess {
  const started = spawn(process.execPath, ['-e', program], { stdio: ['pipe', 'ignore', 'ignore'] });
  started.stdin?.on('error', () => {}); // it was killed: then nobody guards, and nothing else is lost
  started.unref();
  (started.stdin as unknown as { unref?: () => void })?.unref?.();
  return started;
}
