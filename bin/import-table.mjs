// Who may import whom, as Biome rules. `node bin/import-table.mjs` writes biome.imports.json, which biome.json extends.
// Biome takes the options of the LAST override that matches a file, so each entry states a folder's whole rule and
// the narrower folder stands below the wider one.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const target = path.join(import.meta.dirname, '..', 'biome.imports.json');

/** Everything is refused but these. */
const nothingBut = (message, ...allowed) => ({ group: ['**', ...allowed.map((glob) => `!${glob}`)], message });
/** Any package is fine, but of the house (`#floor/…`) these folders alone. */
const ofTheHouse = (message, ...allowed) => ({ group: ['#*/**', ...allowed.map((glob) => `!${glob}`)], message });
const never = (message, ...globs) => ({ group: globs, message });

const stayInside = never('Relative imports stay within a folder: write #floor/folder/file.ts.', '../**', '..');
const inBrowser = never('components run in the browser.', 'node:*', 'pg', 'pino', 'undici', '@prisma/*', '@dbos-inc/*');
const noPrisma = never('Only server/db imports Prisma.', '@prisma/*');
const sharedComponents = ['ui', 'form', 'wizard', 'table', 'query', 'layout', 'charts', 'thread'].map(
  (f) => `#components/${f}/**`,
);
const browserContract = ['#contract/api/**', '#contract/paths.ts', '#contract/problem.ts', '#domain/**'];

const server = (closed = [], { acts = false } = {}) => [
  stayInside,
  ofTheHouse('server imports server, contract and domain.', '#server/**', '#contract/**', '#domain/**'),
  noPrisma,
  ...(acts ? [] : [never('Only a job step acts on the fabric.', '#server/agents/act.ts')]),
  ...order('resources -> procedures -> jobs -> { agents, db }; reconcilers -> { procedures, agents, db }.', closed),
];
const agent = (closed = []) => [
  stayInside,
  ofTheHouse('agent imports agent, contract/agent and domain.', '#agent/**', '#contract/agent/**', '#domain/**'),
  ...order('http -> operations -> drivers -> exec; a driver never imports another.', closed),
];
const order = (message, closed) => (closed.length ? [never(message, ...closed)] : []);
const serverFolders = (...names) => names.map((name) => `#server/${name}/**`);
const agentFolders = (...names) => names.map((name) => `#agent/${name}/**`);

const table = [
  ['**', [stayInside]],
  ['domain/**', [nothingBut('domain is pure: it imports domain alone.', './**', '#domain/**')]],
  ['contract/**', [nothingBut('contract imports zod and domain alone.', './**', '#contract/**', '#domain/**', 'zod')]],
  [
    'components/**',
    [
      stayInside,
      inBrowser,
      ofTheHouse(
        'components import contract/api, paths, problem, domain and the shared components; resource folders never each other.',
        ...sharedComponents,
        ...browserContract,
      ),
    ],
  ],
  [
    'components/wizards/**',
    [
      stayInside,
      inBrowser,
      ofTheHouse(
        'A wizard imports components, contract/api, paths, problem and domain.',
        '#components/**',
        ...browserContract,
      ),
      never('A wizard imports no other wizard.', '#components/wizards/**'),
    ],
  ],
  [
    'components/ui/**',
    [
      stayInside,
      ofTheHouse('ui primitives import ui alone.', '#components/ui/**'),
      never(
        'ui primitives know no router, query or server.',
        'next/*',
        'next-auth/*',
        'nuqs',
        '@tanstack/react-query',
        'node:*',
      ),
    ],
  ],
  ['server/**', server()],
  ['server/resources/**', server(serverFolders('reconcilers'))],
  ['server/procedures/**', server(serverFolders('resources', 'reconcilers'))],
  ['server/reconcilers/**', server(serverFolders('resources', 'jobs'))],
  ['server/jobs/**', server(serverFolders('resources', 'procedures', 'reconcilers'), { acts: true })],
  ['server/inventory/**', server(serverFolders('resources', 'procedures', 'reconcilers', 'jobs'))],
  ['server/fabric/**', server(serverFolders('resources', 'procedures', 'reconcilers', 'jobs', 'inventory'))],
  ['server/agents/**', server(serverFolders('resources', 'procedures', 'reconcilers', 'jobs'))],
  [
    'server/db/**',
    [
      stayInside,
      ofTheHouse(
        'server/db imports env, errors, log, what a process keeps, contract, domain and the generated client.',
        ...[
          '#server/db/**',
          '#server/env.ts',
          '#server/errors.ts',
          '#server/log.ts',
          '#server/lazily.ts',
          '#server/per-process.ts',
        ],
        ...['#contract/**', '#domain/**', '#prisma/generated/**'],
      ),
    ],
  ],
  ['agent/**', agent()],
  ['agent/operations/**', agent(agentFolders('http'))],
  ['agent/drivers/**', agent(agentFolders('http', 'operations', 'drivers/*'))],
  ['agent/exec/**', agent(agentFolders('http', 'operations', 'drivers'))],
  [
    'app/**',
    [stayInside, never('app binds server and components; it calls no agent.', '#agent/**', '#test/**', '#e2e/**')],
  ],
  [
    'e2e/**',
    [stayInside, ofTheHouse('e2e sees the product from outside.', '#e2e/**', '#test/**', '#contract/**', '#domain/**')],
  ],
];

/** Tests may reach across floors (a proof drives server and agent), so the table binds product code; domain's tests stay pure. */
export const rules = [
  ...table.map(([folder, patterns]) => [
    folder === '**' ? ['**/*.ts', '**/*.tsx'] : [folder, '!**/*.test.ts'],
    patterns,
  ]),
  [
    ['domain/**/*.test.ts'],
    [
      nothingBut(
        "domain's tests need domain, vitest and fast-check.",
        './**',
        '#domain/**',
        'vitest',
        'fast-check',
        'node:*',
      ),
    ],
  ],
];

/** The text of biome.imports.json: one line per folder. */
export const importRulesText = () => {
  const override = ([includes, patterns]) => ({
    includes,
    linter: { rules: { style: { noRestrictedImports: { level: 'error', options: { patterns } } } } },
  });
  const lines = rules.map((rule) => `    ${JSON.stringify(override(rule))}`).join(',\n');
  return `{\n  "root": false,\n  "overrides": [\n${lines}\n  ]\n}\n`;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(target, importRulesText());
