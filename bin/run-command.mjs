import { spawn } from 'node:child_process';
import { root } from '#bin/stamp.mjs';

/**
 * Runs a program to its end. Its output is shown as it comes (`show: true`) or kept and shown only when it fails.
 * Throws when it exits with anything but 0.
 */
export const runCommand = (command, args, { env = process.env, show = false } = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env, stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'] });
    const output = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => output.push(chunk));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      const text = Buffer.concat(output).toString('utf8');
      if (code === 0) resolve(text);
      else reject(new Error(`${[command, ...args].join(' ')} ended with ${signal ?? `exit code ${code}`}\n${text}`));
    });
  });

/** Runs a program of node_modules/.bin with this very Node. */
export const runTool = (script, args, options) => runCommand(process.execPath, [script, ...args], options);
