import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../../..');

/**
 * Bundles the agent program as `dist/agent.mjs` is bundled and resolves with its file and with what removes it. It stands below the
 * repository's dist, since its packages stay outside and are found from there.
 */
export const bundleAgent = async (): Promise<{ program: string; remove: () => void }> => {
  mkdirSync(path.join(root, 'dist'), { recursive: true });
  const folder = mkdtempSync(path.join(root, 'dist', 'agent-'));
  const program = path.join(folder, 'agent.mjs');
  await build({
    entryPoints: [path.join(root, 'agent/main.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
  return { program, remove: () => rmSync(folder, { recursive: true, force: true }) };
};
