import { spawn } from 'node:child_process';
import { root } from '#bin/stamp.mjs';

const running = new Set();

/**
 * Runs a program to its end and answers what it printed. Throws with that text when it exits with anything but 0.
 * `onOutput(chunk)` sees the output as it comes.
 */
export const runCommand = (command, args, { env = process.env, onOutput = () => {} } = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(child);
    const output = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output.push(chunk);
        onOutput(chunk);
      });
    }
    child.once('error', reject);
    child.once('close', (code, signal) => {
      running.delete(child);
      const text = Buffer.concat(output).toString('utf8');
      if (code === 0) resolve(text);
      else reject(new Error(`${[command, ...args].join(' ')} ended with ${signal ?? `exit code ${code}`}\n${text}`));
    });
  });

/** Runs a JavaScript program (of node_modules, or a bundle) with this very Node. */
export const runTool = (script, args, options) => runCommand(process.execPath, [script, ...args], options);

/** Ends the programs that run now: Heddle was asked to stop while it waits for them. */
export const endCommands = () => {
  for (const child of running) child.kill('SIGTERM');
};
