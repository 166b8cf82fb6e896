import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ArrayDriver } from '#agent/drivers/array-driver.ts';
import { Failed } from '#agent/drivers/failed.ts';
import { type Guarded, guarded } from '#agent/drivers/guarded.ts';
import { createSimArray } from '#agent/drivers/sim/create-sim-array.ts';
import type { OperationRequest, OperationResult } from '#contract/agent/operation.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { createOperator, type Operator } from './operator.ts';

const pool = { key: 'p', name: 'Pool', sizeBytes: 2 ** 40 };
let folder = '';
let array: ArrayDriver;
let ledger: Ledger;
let operator: Operator;
let changed: () => void;

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'heddle-operator-'));
  const options = { fabricDir: path.join(folder, 'fabric'), pools: [pool] };
  array = await createSimArray(options, path.join(folder, 'array'), 'array');
  ledger = await openLedger(path.join(folder, 'ledger.jsonl'));
  serve(array);
});
afterEach(async () => {
  await ledger.close();
  await array.close();
  rmSync(folder, { recursive: true });
});

/** Lets the operator act through this driver, as if the agent had been started anew on the same ledger. */
const serve = (driver: ArrayDriver) => {
  changed = vi.fn();
  operator = createOperator(new Map<string, Guarded>([['array', guarded(driver)]]), ledger, changed);
};

const request = (operation: string, params: object, more: Partial<OperationRequest> = {}): OperationRequest => ({
  ...{ operation, system: 'array', params: { ...params }, jobId: 'job', epoch: 1, deadlineMs: 30_000 },
  ...more,
});
const uniqueId = 'ab'.repeat(16);
const create = (name = 'lun') => request('lun.create', { uniqueId, name, pool: 'p', sizeBytes: 1024 });
const remove = (more = {}) => request('lun.delete', { uniqueId }, more);

const ask = async (id: string, asked: OperationRequest, waitMs = 30_000): Promise<OperationResult> => {
  const [result] = await operator.answers([operator.admit(id, asked)], waitMs);
  if (!result) throw new Error('No result.');
  return result;
};
const kindsOf = async (id: string) =>
  (await ledger.read(0, 1000)).entries.filter((entry) => 'id' in entry && entry.id === id).map((entry) => entry.type);
const lun = async () => (await array.readLuns([uniqueId]))[0] ?? null;

/** A driver whose createLun waits until it is let go; `begun` resolves when it has been called. */
const held = () => {
  let [letGo, begin] = [() => {}, () => {}];
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const createLun: ArrayDriver['createLun'] = async (params) => {
    begin();
    await gate;
    return array.createLun(params);
  };
  return { driver: { ...array, createLun } satisfies ArrayDriver, begun, letGo: () => letGo() };
};

it('says running until it has ended, and tells everyone who asks the same', async () => {
  const { driver, letGo } = held();
  serve(driver);
  expect(await ask('c', create(), 1)).toMatchObject({ outcome: 'running', startedAt: expect.any(String) });
  const [first, second] = [ask('c', create()), ask('c', create())];
  letGo();
  expect(await first).toMatchObject({ outcome: 'done', outputs: { uniqueId } });
  expect(await second).toEqual(await first);
  expect(await kindsOf('c')).toEqual(['accepted', 'ended']);
  expect(changed).toHaveBeenCalled();
});

it('lets an undo wait for the act in flight that it takes back', async () => {
  const { driver, begun, letGo } = held();
  serve(driver);
  const act = ask('c', create());
  await begun;
  const undo = ask('u', remove({ undoes: 'c' }));
  expect(await ask('c', create())).toMatchObject({ outcome: 'refused', refusal: { code: 'tombstoned' } });
  letGo();
  expect(await act).toMatchObject({ outcome: 'done' });
  expect(await undo).toMatchObject({ outcome: 'done' });
  expect(await lun()).toBeNull();
});

it('does not begin an act whose undo came before it, though it was accepted', async () => {
  const [act, undo] = [ask('c', create()), ask('u', remove({ undoes: 'c' }))];
  expect(await act).toMatchObject({ outcome: 'refused', refusal: { code: 'tombstoned' } });
  expect(await undo).toMatchObject({ outcome: 'done' });
  expect(await lun()).toBeNull();
});

it('does not begin an act whose undo came while it waited for its object', async () => {
  const { driver, letGo } = held();
  serve(driver);
  const other = ask('other', create());
  const waiting = ask('c', request('lun.set-quarantine', { uniqueId, until: '2031-01-01T00:00:00.000Z' }));
  const undo = ask('u', request('lun.set-quarantine', { uniqueId, until: null }, { undoes: 'c' }));
  letGo();
  expect(await waiting).toMatchObject({ outcome: 'refused', refusal: { code: 'tombstoned' } });
  expect([(await other).outcome, (await undo).outcome]).toEqual(['done', 'done']);
  expect((await lun())?.quarantinedUntil).toBeNull();
});

it('answers busy, and records nothing, when the object is not free in time', async () => {
  const { driver, letGo } = held();
  serve(driver);
  const first = ask('c', create());
  expect(await ask('d', remove({ deadlineMs: 10 }))).toMatchObject({
    outcome: 'busy',
    refusal: { code: 'object_held' },
  });
  expect(await kindsOf('d')).toEqual(['accepted']);
  letGo();
  await first;
  expect(await ask('d', remove())).toMatchObject({ outcome: 'done' });
});

it('tries again when a failed operation is sent again', async () => {
  const asked = create('sim-fails-once-create');
  expect(await ask('c', asked)).toMatchObject({ outcome: 'failed', refusal: { code: 'simulated_failure' } });
  expect(await lun()).toBeNull();
  expect(await ask('c', asked)).toMatchObject({ outcome: 'done' });
  expect(await ask('c', asked)).toMatchObject({ outcome: 'done' });
  expect(await kindsOf('c')).toEqual(['accepted', 'ended', 'accepted', 'ended']);
});

it('keeps a refusal for good', async () => {
  const asked = request('lun.clone', { sourceUniqueId: uniqueId, uniqueId: 'cd'.repeat(16), name: 'clone' });
  const refused = await ask('c', asked);
  expect(refused).toMatchObject({ outcome: 'refused', refusal: { code: 'not_found' } });
  await ask('made meanwhile', create());
  expect(await ask('c', asked)).toEqual(refused);
});

it('looks at the world when an attempt breaks, and believes it', async () => {
  const breaksLate = async (params: Parameters<ArrayDriver['createLun']>[0]) => {
    await array.createLun(params);
    throw new Failed('cut', 'The answer of the array was lost.');
  };
  serve({ ...array, createLun: breaksLate });
  expect(await ask('c', create())).toMatchObject({ outcome: 'done', outputs: { uniqueId } });
});

it('decides nothing when the world cannot be read, and looks again when asked again', async () => {
  const unreachable = async () => {
    throw new Failed('cut', 'No connection.');
  };
  serve({ ...array, createLun: unreachable, readLuns: unreachable });
  expect(await ask('c', create())).toMatchObject({ outcome: 'busy', refusal: { code: 'world_unreadable' } });
  expect(await kindsOf('c')).toEqual(['accepted']);
  serve(array);
  const recalled = operator.recall('c');
  expect(recalled && (await operator.answers([recalled], 30_000))).toMatchObject([{ outcome: 'done' }]);
  expect(operator.recall('never sent')).toBeNull();
});

it('refuses an operation that undoes itself', async () => {
  expect(await ask('c', remove({ undoes: 'c' }))).toMatchObject({
    outcome: 'refused',
    refusal: { code: 'bad_request' },
  });
});

it('does nothing once its ledger cannot be written', async () => {
  await ledger.close();
  expect(await ask('c', create())).toMatchObject({ outcome: 'busy', refusal: { code: 'ledger_unwritable' } });
  expect(await lun()).toBeNull();
});
