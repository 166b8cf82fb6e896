import type { TestProjectInlineConfiguration } from 'vitest/config';
import { defineConfig } from 'vitest/config';

const never = ['node_modules/**', 'dist/**', '.next/**', '.heddle/**', 'e2e/**'];
const suites = ['integration', 'conformance', 'proof', 'lab'];

/** One project per kind of test, by file suffix: `*.proof.test.ts` belongs to `proof`. */
const suite = (name: string, order: number, test: TestProjectInlineConfiguration['test']) => ({
  test: {
    name,
    include: [`**/*.${name}.test.ts`],
    exclude: never,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    globalSetup: ['test/prepare.ts'],
    // Whoever runs several projects at once runs them one after the other.
    sequence: { groupOrder: order },
    ...test,
  },
});

export default defineConfig({
  test: {
    projects: [
      suite('unit', 0, {
        include: ['**/*.test.{ts,tsx}'],
        exclude: [...never, ...suites.map((name) => `**/*.${name}.test.ts`)],
        globalSetup: ['test/prepare-unit.ts'],
        testTimeout: 30_000,
        // Hundreds of small files: loading every module anew for each of them takes four times as long as the tests. None
        // may leave anything behind in a module, nor in the process.
        pool: 'threads',
        isolate: false,
      }),
      suite('integration', 1, { maxWorkers: 2 }),
      suite('conformance', 2, { maxWorkers: 2 }),
      // Faults are injected into real processes on a machine that does other things too: a proof is tried again before it counts.
      suite('proof', 3, { maxWorkers: 2, retry: 2, testTimeout: 300_000 }),
      suite('lab', 4, { fileParallelism: false, retry: 2, testTimeout: 600_000, hookTimeout: 600_000 }),
    ],
  },
});
