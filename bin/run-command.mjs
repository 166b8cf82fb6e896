import { spawn } from 'node:child_process';
import { root } from '#bin/stamp.mjs';

const running = new Set();
const lastWordsMs = 10_000;

/** Ends a program that took too long: politely, so that it can stop what it started, then by force. */
const endAfter = (child, deadlineMs) => {
  const timers = [
    setTimeout(() => child.kill('SIGTERM'), deadlineMs),
    setTimeout(() => child.kill('SIGKILL'), deadlineMs + lastWordsMs),
  ];
  return () => timers.forEach(clearTimeout);
};

/**
 * Runs a program to its end and answers what it printed. Throws with that text when it exits with anything but 0, which
 * is also how a program ends that ran for longer than `deadlineMs`.
 */
export const runCommand = (command, args, { env = process.env, deadlineMs } = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(child);
    const inTime = deadlineMs === undefined ? () => {} : endAfter(child, deadlineMs);
    const output = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(chunk));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      running.delete(child);
      inTime();
      const text = Buffer.concat(output).toString('utf8');
      if (code === 0) resolve(text);
      else reject(new Error(`${text}\n${[command, ...args].join(' ')} ended with ${signal ?? `exit code ${code}`}`));
    });
  });

/** Runs a JavaScript program (of node_modules, or a bundle) with this very Node. */
export const runTool = (script, args, options) => runCommand(process.execPath, [script, ...args], options);

/** Ends the programs that run now: Heddle was asked to stop while it waits for them. */
export const endCommands = () => {
  for (const child of running) child.kill('SIGTERM');
};
