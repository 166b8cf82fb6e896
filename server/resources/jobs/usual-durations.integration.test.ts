import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JobDto } from '#contract/api/jobs.ts';
import type { PlanRow } from '#domain/plans/plan.ts';
import { type Door, jsonOf, openDoor } from '#test/door.ts';

let door: Door;
const begin = new Date('2030-01-01T00:00:00Z');

const rowOf = (key: string, system: string): PlanRow => ({
  ...{ key, item: 'one', title: key, agentId: '0190a000-0000-7000-8000-000000000000', system },
  ...{ operation: 'lun.clone', params: {}, before: null, after: null, undo: { kind: 'none' }, proof: null },
  ...{ locks: [], needs: [], deadlineMs: 1000 },
});

type Row = { system: string; tookMs: number; attempts?: number; state?: string };
const jobOf = async (procedure: string, state: string, rows: Row[]): Promise<string> => {
  const { db } = door;
  const { id: createdById } = await db.user.findFirstOrThrow();
  const keyed = rows.map((row, position) => ({ ...row, position, key: `row-${position}` }));
  const plan = await db.plan.create({
    data: {
      ...{ procedure, input: {}, title: procedure, content: {}, inventoryHash: '', newIds: [], createdById },
      expiresAt: begin,
      rows: { create: keyed.map(({ position, key, system }) => ({ position, key, row: { ...rowOf(key, system) } })) },
    },
  });
  const job = await db.job.create({
    data: {
      ...{ planId: plan.id, procedure, title: procedure, state, createdById },
      rows: {
        create: keyed.map(({ position, key, tookMs, attempts = 1, state: rowState = 'proven' }) => ({
          ...{ position, key, attempts, state: rowState, sentAt: begin },
          endedAt: new Date(begin.getTime() + tookMs),
        })),
      },
    },
  });
  return job.id;
};

beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door?.close());

test('a row tells what the same operation on the same system usually takes', async () => {
  await jobOf('clone-luns', 'succeeded', [
    { system: 'array-1', tookMs: 100 },
    { system: 'array-1', tookMs: 300 },
  ]);
  await jobOf('clone-luns', 'succeeded', [
    { system: 'array-1', tookMs: 200 },
    // Neither a retried row nor one that did not come about is usual.
    { system: 'array-1', tookMs: 90_000, attempts: 2 },
    { system: 'array-1', tookMs: 90_000, state: 'failed' },
  ]);
  await jobOf('clone-luns', 'undone', [{ system: 'array-1', tookMs: 90_000 }]);
  await jobOf('clone-vms', 'succeeded', [{ system: 'array-1', tookMs: 90_000 }]);
  const id = await jobOf('clone-luns', 'running', [
    { system: 'array-1', tookMs: 50_000 },
    { system: 'array-2', tookMs: 50_000 },
  ]);
  const job = await jsonOf<JobDto>(await door.call('GET', `/jobs/${id}`, { as: door.people.viewer }));
  expect(job.rows.map((row) => row.usualMs)).toEqual([200, null]);
});
