import { statSync } from 'node:fs';
import path from 'node:path';
import { runCommand, runTool } from '#bin/run-command.mjs';
import { root } from '#bin/stamp.mjs';

const modifiedAt = (file) => statSync(path.join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Whether node_modules is missing or older than the lockfile. */
export const needsInstall = () => modifiedAt('node_modules/.package-lock.json') < modifiedAt('package-lock.json');

/** Installs exactly what the lockfile says, tools of development included: the same folder serves `start` and `test`. */
export const installDependencies = async () => {
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath; // set when npm itself runs us; a plain `node bin/heddle.mjs` looks on the PATH
  await (npm ? runTool(npm, args) : runCommand('npm', args));
};
