import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FinalResult } from '#contract/agent/operation.ts';
import { openLedger } from './ledger.ts';
import { openLedgerFile } from './ledger-file.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'heddle-ledger-'));
  file = path.join(folder, 'ledger.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

const request = {
  operation: 'lun.delete',
  system: 'a',
  params: { uniqueId: 'ab' },
  jobId: 'j',
  epoch: 1,
  deadlineMs: 9,
};
const done: FinalResult = { outcome: 'done', outputs: { n: 1 } };
const failed: FinalResult = { outcome: 'failed', refusal: { code: 'broke', sentence: 'It broke.' } };
const day = 24 * 3_600_000;

/** Opens, acts, makes it durable, closes. */
const within = async (act: (ledger: Awaited<ReturnType<typeof openLedger>>) => void, options = {}) => {
  const ledger = await openLedger(file, options);
  act(ledger);
  await ledger.flush();
  await ledger.close();
};
const lines = () => readFileSync(file, 'utf8').split('\n').filter(Boolean);

it('remembers over a restart what was accepted, how it ended, what was buried and the epoch', async () => {
  await within((ledger) => {
    ledger.raiseEpoch('j', 4);
    ledger.raiseEpoch('j', 3);
    ledger.accept('open', 'd1', { ...request, undoes: 'gone' });
    ledger.accept('ended', 'd2', request);
    ledger.end('ended', done);
    ledger.bury('gone', 'open', 'j');
    ledger.bury('gone', 'again', 'j');
  });
  const ledger = await openLedger(file);
  expect(ledger.epochOf('j')).toBe(4);
  expect(ledger.epochOf('other')).toBe(0);
  expect(ledger.find('open')).toMatchObject({
    digest: 'd1',
    result: null,
    request: { operation: 'lun.delete', undoes: 'gone' },
  });
  expect(ledger.find('ended')).toMatchObject({ digest: 'd2', result: done, request: null });
  expect(ledger.tombstoneOf('gone')).toEqual({ by: 'open', jobId: 'j' });
  await ledger.close();
});

it('opens an operation again when it is accepted after a failure', async () => {
  await within((ledger) => {
    ledger.accept('x', 'd', request);
    ledger.end('x', failed);
    ledger.accept('x', 'd', request);
  });
  const ledger = await openLedger(file);
  expect(ledger.find('x')).toMatchObject({ result: null, request: { operation: 'lun.delete' } });
  await ledger.close();
});

it('cuts a line that was being written when the machine died, and no other', async () => {
  await within((ledger) => ledger.accept('x', 'd', request));
  appendFileSync(file, '{"seq":2,"at":"2030-01-01T00:00:00.000Z","type":"ended","id":"x","resu');
  await within((ledger) => expect(ledger.find('x')?.result).toBeNull());
  expect(lines()).toHaveLength(1);
  appendFileSync(file, 'not an entry\n');
  await expect(openLedger(file)).rejects.toThrow(/cannot be read/);
});

it('survives a file of one torn line longer than what is read at once', async () => {
  appendFileSync(file, 'x'.repeat(200_000));
  await within((ledger) => ledger.accept('x', 'd', request));
  expect(lines()).toHaveLength(1);
});

it('tells entries in order, page by page, also those not yet written', async () => {
  const ledger = await openLedger(file);
  for (let n = 0; n < 2500; n += 1) ledger.raiseEpoch('j', n + 1);
  const seen: number[] = [];
  for (let since: number | null = 0; since !== null; ) {
    const page = await ledger.read(since, 1000);
    seen.push(...page.entries.map((entry) => entry.seq));
    since = page.next;
  }
  expect(seen).toEqual(Array.from({ length: 2500 }, (_, at) => at + 1));
  expect((await ledger.read(2400, 10)).entries.map((entry) => entry.seq)).toEqual([
    2401, 2402, 2403, 2404, 2405, 2406, 2407, 2408, 2409, 2410,
  ]);
  expect(await ledger.read(2500, 10)).toEqual({ entries: [], next: null });
  await ledger.close();
});

it('makes a thousand entries durable in one write', async () => {
  const disk = await openLedgerFile(file, () => undefined);
  const at = '2030-01-01T00:00:00.000Z';
  const flushes = Array.from({ length: 1000 }, (_, seq) => {
    disk.append({ seq, at, type: 'epoch', jobId: 'j', epoch: seq });
    return disk.flush();
  });
  expect(new Set(flushes).size).toBe(1);
  await flushes[0];
  expect(lines()).toHaveLength(1000);
  await disk.close();
});

it('drops what ended more than seven days ago when it is long, and keeps open ones, tombstones and epochs', async () => {
  const start = Date.parse('2030-01-01T00:00:00Z');
  await within(
    (ledger) => {
      for (let n = 1; n <= 30; n += 1) {
        ledger.raiseEpoch('j', n);
        ledger.accept(`old-${n}`, 'd', request);
        ledger.end(`old-${n}`, done);
      }
      ledger.accept('open', 'd', request);
      ledger.bury('old-3', 'undo', 'j');
    },
    { now: () => start },
  );
  await within(
    (ledger) => {
      ledger.accept('new', 'd', request);
      ledger.end('new', done);
    },
    { now: () => start + 6 * day },
  );
  const short = lines().length;
  await within(() => undefined, { now: () => start + 8 * day });
  expect(lines()).toHaveLength(short);

  const ledger = await openLedger(file, { compactAboveLines: 20, now: () => start + 8 * day });
  expect(ledger.find('old-1')).toBeUndefined();
  expect(ledger.find('open')?.result).toBeNull();
  expect(ledger.find('new')?.result).toEqual(done);
  expect(ledger.tombstoneOf('old-3')).toMatchObject({ by: 'undo' });
  expect(ledger.epochOf('j')).toBe(30);
  const { entries } = await ledger.read(0, 100);
  expect(entries.map((entry) => entry.type)).toEqual([
    'epoch',
    'accepted',
    'tombstone',
    'accepted',
    'ended',
    'compacted',
  ]);
  expect(entries.at(-1)?.seq).toBe(short + 1);
  ledger.raiseEpoch('k', 1);
  expect((await ledger.read(short + 1, 10)).entries).toMatchObject([{ seq: short + 2 }]);
  await ledger.close();
});

it('fails every flush after one that failed', async () => {
  const ledger = await openLedger(file);
  await ledger.close();
  ledger.raiseEpoch('j', 1);
  await expect(ledger.flush()).rejects.toThrow();
  ledger.raiseEpoch('j', 2);
  await expect(ledger.flush()).rejects.toThrow();
});
