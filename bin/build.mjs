// From sources to what runs: bundles of the programs in dist/, the web console in .next.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { generatePrismaClient } from '#bin/prisma-client.mjs';
import { runTool } from '#bin/run-command.mjs';
import { hashOf, makeIfChanged, root } from '#bin/stamp.mjs';

/** The programs: bundle in dist/ <- its entry. Every file directly in bench/ and lab/ is an entry, too. */
const programs = { worker: 'server/worker.ts', agent: 'agent/main.ts', seed: 'prisma/seed.ts' };

const sources = [
  'server',
  'agent',
  'contract',
  'domain',
  'prisma',
  'bench',
  'lab',
  'tsconfig.json',
  'package-lock.json',
  'bin/build.mjs',
];
const webSources = [
  'app',
  'components',
  'server',
  'contract',
  'domain',
  'public',
  'prisma/schema.prisma',
  'package-lock.json',
];
const webSettings = ['next.config.ts', 'postcss.config.mjs', 'proxy.ts', 'instrumentation.ts', 'tsconfig.json'];
const isProduct = (file) => !/\.test\.tsx?$|^prisma\/generated\//.test(file);

const scriptsIn = (folder) => {
  if (!existsSync(path.join(root, folder))) return [];
  const files = readdirSync(path.join(root, folder)).filter((name) => /^[a-z0-9-]+\.ts$/.test(name));
  return files.map((name) => [`${folder}/${path.basename(name, '.ts')}`, `${folder}/${name}`]);
};

const entries = () =>
  Object.fromEntries(
    [...Object.entries(programs), ...scriptsIn('bench'), ...scriptsIn('lab')].filter(([, file]) =>
      existsSync(path.join(root, file)),
    ),
  );

const bundle = async () => {
  const { build } = await import('esbuild');
  await build({
    absWorkingDir: root,
    entryPoints: entries(),
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    sourcemap: 'linked',
    logLevel: 'silent',
  });
};

/** Bundles the programs that changed since last time; the Prisma client first, which they hold. */
export const buildPrograms = async () => {
  await generatePrismaClient();
  const outputs = Object.keys(entries()).map((name) => `dist/${name}.mjs`);
  return makeIfChanged({ name: 'programs', hash: hashOf(sources, isProduct), outputs, make: bundle });
};

/** Builds the web console when its sources changed. */
export const buildWeb = async () => {
  await generatePrismaClient();
  return makeIfChanged({
    name: 'web',
    hash: hashOf([...webSources, ...webSettings], isProduct),
    outputs: ['.next/BUILD_ID'],
    make: () =>
      runTool('node_modules/next/dist/bin/next', ['build'], {
        env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      }),
  });
};
