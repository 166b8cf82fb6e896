import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { BoundAct } from './act.ts';
import { spoiled } from './spoiled.ts';

let folder = '';
let file = '';
const act = {
  params: {},
  hold: { exclusive: [], shared: [] },
  run: vi.fn(async () => ({ made: true })),
  look: vi.fn(),
};
const run = (id = 'job:0:lun-1.clone:do') =>
  spoiled(act satisfies BoundAct, id, 'lun.clone').run(new AbortController().signal);

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'heddle-faults-'));
  file = path.join(folder, 'faults');
  vi.stubEnv('HEDDLE_FAULTS', file);
  act.run.mockClear();
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

it('refuses, fails and lies without beginning, once for each line', async () => {
  writeFileSync(file, 'refuse *:lun-1.clone:do\nfail lun.clone\nlie job:0:lun-1.clone:do\nafter-intent lun.clone\n');
  await expect(run()).rejects.toMatchObject({ refusal: { code: 'planted_refusal' } });
  await expect(run()).rejects.toMatchObject({ refusal: { code: 'planted_failure' } });
  expect(await run()).toEqual({});
  expect(act.run).not.toHaveBeenCalled();
  expect(readFileSync(file, 'utf8')).toBe('after-intent lun.clone\n');
  expect(await run()).toEqual({ made: true });
});

it('leaves other operations alone, and all of them when there is no such file', async () => {
  writeFileSync(file, 'refuse *:lun-2.clone:do\nfail masking.present\n');
  expect(await run()).toEqual({ made: true });
  rmSync(file);
  expect(await run()).toEqual({ made: true });
  vi.stubEnv('HEDDLE_FAULTS', undefined);
  expect(await run()).toEqual({ made: true });
});
