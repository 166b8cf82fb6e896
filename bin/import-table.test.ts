import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { importRulesText } from '#bin/import-table.mjs';

const root = path.join(import.meta.dirname, '..');

/** [file, its import, may it?] */
const cases: [string, string, boolean][] = [
  ['domain/fabric/lun.ts', '#domain/plans/plan.ts', true],
  ['domain/fabric/lun.ts', './array.ts', true],
  ['domain/fabric/lun.ts', 'zod', false],
  ['domain/fabric/lun.ts', 'node:fs', false],
  ['domain/fabric/lun.ts', '#contract/problem.ts', false],
  ['domain/fabric/lun.ts', '../plans/plan.ts', false],
  ['domain/fabric/lun.test.ts', 'vitest', true],
  ['domain/fabric/lun.test.ts', '#server/log.ts', false],
  ['contract/api/luns.ts', 'zod', true],
  ['contract/api/luns.ts', 'hono', false],
  ['contract/api/luns.ts', '#server/errors.ts', false],
  ['components/luns/lun-table.tsx', '#components/table/data-table.tsx', true],
  ['components/luns/lun-table.tsx', '#components/hosts/host-table.tsx', false],
  ['components/luns/lun-table.tsx', '#contract/agent/luns.ts', false],
  ['components/luns/lun-table.tsx', '#server/db/client.ts', false],
  ['components/ui/button.tsx', 'clsx', true],
  ['components/ui/button.tsx', 'next/link', false],
  ['components/ui/button.tsx', '#domain/fabric/lun.ts', false],
  ['components/wizards/clone-vms/draft.ts', '#components/luns/lun-picker.tsx', true],
  ['components/wizards/clone-vms/draft.ts', '#components/wizards/seal-golden/draft.ts', false],
  ['server/resources/luns/list-luns.ts', '#server/procedures/registry.ts', true],
  ['server/resources/luns/list-luns.ts', '@prisma/client', false],
  ['server/resources/luns/list-luns.ts', '#agent/main.ts', false],
  ['server/procedures/registry.ts', '#server/resources/luns/list-luns.ts', false],
  ['server/jobs/apply-plan.ts', '#server/agents/act.ts', true],
  ['server/jobs/apply-plan.ts', '#server/procedures/registry.ts', false],
  ['server/agents/act.ts', '#server/jobs/apply-plan.ts', false],
  ['server/reconcilers/poll-inventory.ts', '#server/jobs/apply-plan.ts', false],
  ['server/db/client.ts', '#prisma/generated/client.ts', true],
  ['server/db/client.ts', '#server/agents/act.ts', false],
  ['agent/drivers/sim/array.ts', '#agent/exec/run.ts', true],
  ['agent/drivers/sim/array.ts', '#agent/drivers/array-driver.ts', true],
  ['agent/drivers/sim/array.ts', '#agent/drivers/tgt/array.ts', false],
  ['agent/drivers/registry.ts', './sim/array.ts', true],
  ['agent/exec/run.ts', '#agent/operations/ledger.ts', false],
  ['agent/main.ts', '#server/log.ts', false],
  ['agent/main.ts', '#contract/api/luns.ts', false],
  ['app/page.tsx', '#server/resources/luns/list-luns.ts', true],
  ['app/page.tsx', '#agent/main.ts', false],
];

/** Lints one file per case with the committed rules; answers the files that a restricted import was reported in. */
const refusedFiles = async (files: { file: string; source: string }[]) => {
  const dir = await mkdtemp(path.join(tmpdir(), 'heddle-import-table-'));
  try {
    await writeFile(
      path.join(dir, 'biome.json'),
      '{"extends":["./biome.imports.json"],"linter":{"rules":{"preset":"none"}}}',
    );
    await writeFile(path.join(dir, 'biome.imports.json'), await readFile(path.join(root, 'biome.imports.json')));
    for (const { file, source } of files) {
      await mkdir(path.dirname(path.join(dir, file)), { recursive: true });
      await writeFile(path.join(dir, file), source);
    }
    const biome = path.join(root, 'node_modules/@biomejs/biome/bin/biome');
    const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.'];
    const report = await new Promise<string>((resolve) => {
      execFile(process.execPath, args, { cwd: dir, maxBuffer: 16 << 20 }, (_error, stdout) => resolve(stdout));
    });
    const { diagnostics } = JSON.parse(report) as { diagnostics: { category: string; location: { path: string } }[] };
    return diagnostics.filter((d) => d.category === 'lint/style/noRestrictedImports').map((d) => d.location.path);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
};

test('the committed rules are the ones the table states', async () => {
  expect(await readFile(path.join(root, 'biome.imports.json'), 'utf8')).toBe(importRulesText());
});

test('an import against the table is refused, one within it is not', { timeout: 60_000 }, async () => {
  // One file per case: `lun.ts` becomes `lun-0.ts`, so that every case stands alone in its folder.
  const files = cases.map(([file, source, allowed], index) => ({
    file: file.replace(/(\.test)?(\.tsx?)$/, `-${index}$1$2`),
    source: `import '${source}';\n`,
    allowed,
  }));
  const refused = await refusedFiles(files);
  expect(refused.toSorted()).toEqual(
    files
      .filter(({ allowed }) => !allowed)
      .map(({ file }) => file)
      .toSorted(),
  );
});
