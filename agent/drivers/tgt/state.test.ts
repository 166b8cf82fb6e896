import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { applyRecord, emptyState, type LunRecord, recordsOf, TgtRecord, wantedInitiators } from './state.ts';
import { openStateLog } from './state-log.ts';
import { maskingSeen } from './world.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'heddle-tgt-'));
afterAll(() => rmSync(dir, { recursive: true }));

const lun = (uniqueId: string, more: Partial<LunRecord> = {}): LunRecord => ({
  uniqueId,
  name: `lun ${uniqueId}`,
  sizeBytes: 1024,
  kind: 'data',
  parentUniqueId: null,
  chainDepth: 0,
  tid: 1,
  phase: 'ready',
  quarantinedUntil: null,
  readOnlyFlag: false,
  masking: {},
  ...more,
});

function openLog(file: string, flushed: () => void = () => {}) {
  const state = emptyState();
  const log = openStateLog<TgtRecord>({
    file,
    parse: (value) => TgtRecord.parse(value),
    replay: (record) => applyRecord(state, record),
    snapshot: () => recordsOf(state),
    beforeFlush: async () => flushed(),
  });
  return log.then((opened) => {
    const commit = (record: TgtRecord) => {
      applyRecord(state, record);
      return opened.append(record);
    };
    return { state, commit, close: opened.close };
  });
}

test('the state is what the log says, after every restart', async () => {
  const file = path.join(dir, 'a.jsonl');
  const first = await openLog(file);
  await first.commit({ record: 'masking-set', set: { key: 's', name: 'S', initiators: ['iqn.2026-01.lab:a'] } });
  await first.commit({ record: 'lun', lun: lun('aaaaaaaa') });
  await first.commit({ record: 'lun', lun: lun('bbbbbbbb', { parentUniqueId: 'aaaaaaaa', kind: 'clone' }) });
  await first.commit({ record: 'lun', lun: lun('aaaaaaaa', { masking: { s: 'read-only' } }) });
  await first.commit({ record: 'lun', lun: lun('cccccccc') });
  await first.commit({ record: 'lun-gone', uniqueId: 'cccccccc' });
  await first.close();
  const second = await openLog(file);
  expect(second.state).toEqual(first.state);
  expect([...(second.state.children.get('aaaaaaaa') ?? [])]).toEqual(['bbbbbbbb']);
  const golden = second.state.luns.get('aaaaaaaa');
  expect(golden && [...wantedInitiators(second.state, golden)]).toEqual(['iqn.2026-01.lab:a']);
  await second.close();
  expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(3);
});

test('a line that was cut off by a power failure never counted', async () => {
  const file = path.join(dir, 'torn.jsonl');
  const first = await openLog(file);
  await first.commit({ record: 'lun', lun: lun('aaaaaaaa') });
  await first.close();
  appendFileSync(file, '{"record":"lun-gone","uniq');
  const second = await openLog(file);
  expect([...second.state.luns.keys()]).toEqual(['aaaaaaaa']);
  await second.commit({ record: 'lun', lun: lun('bbbbbbbb') });
  await second.close();
  const third = await openLog(file);
  expect([...third.state.luns.keys()]).toEqual(['aaaaaaaa', 'bbbbbbbb']);
  await third.close();
});

test('a log that holds something else is not guessed at', async () => {
  const file = path.join(dir, 'odd.jsonl');
  appendFileSync(file, '{"record":"unheard-of"}\n');
  await expect(openLog(file)).rejects.toThrow();
});

test('records that wait together share flushes', async () => {
  let flushes = 0;
  const log = await openLog(path.join(dir, 'many.jsonl'), () => {
    flushes++;
  });
  const ids = Array.from({ length: 500 }, (_, n) => n.toString(16).padStart(8, '0'));
  await Promise.all(ids.map((id) => log.commit({ record: 'lun', lun: lun(id) })));
  expect(flushes).toBeLessThan(10);
  expect(log.state.luns.size).toBe(500);
  await log.close();
});

test('what tgtd lets in is told by masking set, and strangers are seen', () => {
  const state = emptyState();
  const initiators = ['iqn.2026-01.lab:a', 'iqn.2026-01.lab:b'];
  applyRecord(state, { record: 'masking-set', set: { key: 's', name: 'S', initiators } });
  const presented = lun('aaaaaaaa', { masking: { s: 'read-only' } });
  expect(maskingSeen(state, presented, initiators, true)).toEqual({ s: 'read-only' });
  expect(maskingSeen(state, presented, initiators, false)).toEqual({ s: 'read-write' });
  expect(maskingSeen(state, presented, ['iqn.2026-01.lab:a'], true)).toEqual({
    'initiator:iqn.2026-01.lab:a': 'read-only',
  });
  expect(maskingSeen(state, presented, [], true)).toEqual({});
  expect(maskingSeen(state, lun('bbbbbbbb'), ['ALL'], false)).toEqual({ 'initiator:ALL': 'read-write' });
});
