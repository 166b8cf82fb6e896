import { describe, expect, test } from 'vitest';
import { type CreateCsvDraft, emptyDraft, reachableStep, roomWords, stepProblem, toInput } from './draft.ts';

const gib = 1024 ** 3;
const full: CreateCsvDraft = { ...emptyDraft, clusterId: 'c', poolId: 'p', sizeGib: 512, name: 'csv-09' };

describe('a step says what it lacks', () => {
  test.each([
    ['cluster', { clusterId: null }, 'Choose a cluster.'],
    ['pool', { poolId: null }, 'Choose a pool.'],
    ['pool', { sizeGib: null }, 'Say how large: a whole number of GiB.'],
    ['pool', { sizeGib: 0.5 }, 'Say how large: a whole number of GiB.'],
    ['pool', { sizeGib: 9_000_000_000 }, 'At most 8,388,607 GiB.'],
    ['name', { name: ' ' }, 'Say how the CSV is called.'],
    [
      'name',
      { name: 'a/b' },
      "A name begins with a letter or digit and holds only letters, digits, spaces, '.', '_' and '-'.",
    ],
    ['name', { name: 'a'.repeat(64) }, 'A name has at most 63 characters.'],
  ] as const)('%s %j', (step, wrong, problem) => expect(stepProblem({ ...full, ...wrong }, step)).toBe(problem));

  test('a complete draft lacks nothing', () => {
    for (const step of ['cluster', 'pool', 'name', 'plan'] as const) expect(stepProblem(full, step)).toBeNull();
  });
});

test('nobody gets past a step that lacks something', () => {
  expect(reachableStep({ ...full, name: '' }, 'plan')).toBe('name');
  expect(reachableStep({ ...full, clusterId: null }, 'plan')).toBe('cluster');
  expect(reachableStep(full, 'plan')).toBe('plan');
});

test('the room of the pool is said before the plan is asked', () => {
  const pool = { name: 'p1', sizeBytes: 1000 * gib, usedBytes: 600 * gib };
  expect(roomWords(full, pool)).toBe('p1 has 400 GiB free: less than is asked for.');
  expect(roomWords({ ...full, sizeGib: 400 }, pool)).toBe('p1 has 400 GiB free.');
  expect(roomWords(full, { ...pool, usedBytes: 1001 * gib })).toContain('p1 has 0 GiB free');
});

test('the input is in bytes', () => {
  expect(toInput({ ...full, name: ' csv-09 ' })).toEqual({
    ...{ clusterId: 'c', poolId: 'p', name: 'csv-09', sizeBytes: 512 * gib },
  });
});
