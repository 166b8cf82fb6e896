import { describe, expect, it } from 'vitest';
import type { LedgerEntry } from '#contract/agent/ledger.ts';
import type { Setting } from './domain-rules.ts';
import { effectProblems, type JobRecord } from './effect-problems.ts';
import { newReplay, type Replay, replay } from './replay-ledger.ts';

/** Ledgers of one agent as short stories, to show that the oracle sees what must not be. */
type Told = { system?: string; job?: string; undoes?: string; outcome?: 'done' | 'refused' | 'failed' };
type Step = [id: string, operation: string, params: Record<string, unknown>, told?: Told];
type Unplaced<E> = E extends LedgerEntry ? Omit<E, 'seq' | 'at'> : never;

const accepted = ([id, operation, params, told = {}]: Step): Unplaced<LedgerEntry> => {
  const { system = 'array', job = 'furnishing', undoes = null } = told;
  return { type: 'accepted', id, system, operation, params, jobId: job, epoch: 1, undoes, digest: '' };
};
const ended = ([id, , , told = {}]: Step): Unplaced<LedgerEntry> => {
  const { outcome = 'done' } = told;
  const refusal = { code: 'x', sentence: 'x' };
  return { type: 'ended', id, result: outcome === 'done' ? { outcome, outputs: {} } : { outcome, refusal } };
};
const whole = (...steps: Step[]) => steps.flatMap((step) => [accepted(step), ended(step)]);

const setting: Setting = {
  procedureOf: (jobId) => (jobId === 'furnishing' ? null : jobId),
  hostOf: (initiator) =>
    ({ h1: { host: 'h1', cluster: 'c' }, h2: { host: 'h2', cluster: 'c' }, h3: { host: 'h3', cluster: null } })[
      initiator
    ] ?? null,
  limitOf: () => ({ scope: 'lun', value: 2 }),
  pretended: new Set(['lie']),
};
const tell = (...entries: Unplaced<LedgerEntry>[]): Replay => {
  const state = newReplay();
  replay(
    state,
    entries.map((entry, at) => ({ ...entry, seq: at + 1, at: '2030-01-01T00:00:00.000Z' }) as LedgerEntry),
    setting,
  );
  return state;
};

const golden: Step = ['g', 'lun.create', { uniqueId: 'g', name: 'golden', kind: 'golden' }];
const set = (key: string, initiators: string[]): Step => [`set-${key}`, 'masking-set.create', { key, initiators }];
const open = (id: string, told?: Told, maskingSet = 'lib', uniqueId = 'g'): Step => [
  id,
  'masking.present',
  { uniqueId, maskingSet, access: 'read-write' },
  told,
];
const seal: Step[] = [
  ['s1', 'masking.remove', { uniqueId: 'g', maskingSet: 'lib' }],
  ['s2', 'masking.present', { uniqueId: 'g', maskingSet: 'lib', access: 'read-only' }],
];
const clone = (id: string): Step => [id, 'lun.clone', { uniqueId: id, name: id, sourceUniqueId: 'g' }];
const sealed = whole(golden, set('lib', ['l1']), open('o'), ...seal);

describe('the oracle finds', () => {
  it('nothing wrong in a story that is right', () => {
    const unsealing = { job: 'unseal-golden' };
    const story = tell(
      ...sealed,
      ...whole(
        clone('c1'),
        ['d', 'lun.delete', { uniqueId: 'c1' }],
        ['r', 'masking.remove', { uniqueId: 'g', maskingSet: 'lib' }],
        open('u', unsealing),
      ),
    );
    expect(story.broken).toEqual([]);
    expect([...story.world.luns.keys()]).toEqual(['array g']);
  });

  it('a clone of a LUN that is open, or is opened while the clone is made', () => {
    expect(tell(...whole(golden, set('lib', ['l1']), open('o'), clone('c1'))).broken).toEqual([
      'c1 was cloned while golden could be written to (c1)',
    ]);
    const meanwhile = [
      accepted(clone('c1')),
      ...whole(open('u', { job: 'unseal-golden' }), ['r', 'masking.remove', { uniqueId: 'g', maskingSet: 'lib' }]),
      ended(clone('c1')),
    ];
    expect(tell(...sealed, ...meanwhile).broken).toEqual(['c1 was cloned while golden could be written to (c1)']);
  });

  it('a golden that is opened by whom it should not, or under its clones', () => {
    expect(tell(...sealed, ...whole(open('x', { job: 'clone-vms' }))).broken).toEqual([
      'clone-vms opened golden for writing (x)',
    ]);
    expect(tell(...sealed, ...whole(clone('c1'), open('x', { job: 'seal-golden', undoes: 's1' }))).broken).toEqual([
      'golden was opened for writing while c1 stood on it (x)',
    ]);
  });

  it('a LUN that two hosts can write to, unless they are of one cluster', () => {
    const two = (a: string, b: string) =>
      tell(...whole(golden, set('a', [a]), set('b', [b]), open('o1', {}, 'a'), open('o2', {}, 'b'))).broken;
    expect(two('h1', 'h2')).toEqual([]);
    expect(two('h1', 'h3')).toEqual(['golden could be written to by h1 and h3 (o2)']);
  });

  it('a parent that is deleted', () => {
    expect(tell(...sealed, ...whole(clone('c1'), ['d', 'lun.delete', { uniqueId: 'g' }])).broken).toEqual([
      'g was deleted under c1 (d)',
    ]);
  });

  it('a disk that two nodes have mounted', () => {
    const online = (id: string, system: string): Step => [
      id,
      'disk.online',
      { uniqueId: 'g', mounts: [{ path: '/p' }] },
      { system },
    ];
    expect(
      tell(
        ...whole(online('m1', 'n1'), ['off', 'disk.offline', { uniqueId: 'g' }, { system: 'n1' }], online('m2', 'n2')),
      ).broken,
    ).toEqual([]);
    expect(tell(...whole(online('m1', 'n1'), online('m2', 'n2'))).broken).toEqual([
      'n2 g was mounted while n1 g was (m2)',
    ]);
  });

  it('what is put in quarantine while it is presented, or presented from there', () => {
    const quarantine: Step = ['q', 'lun.set-quarantine', { uniqueId: 'c1', until: '2031-01-01T00:00:00.000Z' }];
    expect(tell(...sealed, ...whole(clone('c1'), quarantine, open('p', {}, 'lib', 'c1'))).broken).toEqual([
      'c1 was presented from its quarantine (p)',
    ]);
    expect(tell(...sealed, ...whole(clone('c1'), open('p', {}, 'lib', 'c1'), quarantine)).broken).toEqual([
      'c1 was put in quarantine while it was presented (q)',
    ]);
  });

  it('more registrations let in than a LUN holds', () => {
    const csv: Step = ['l', 'lun.create', { uniqueId: 'v', name: 'csv', kind: 'csv' }];
    const admit = (id: string, ...keys: string[]): Step => [id, 'registrations.admit', { uniqueId: 'v', keys }];
    const dismiss: Step = ['d', 'registrations.dismiss', { uniqueId: 'v', keys: ['a'] }];
    expect(tell(...whole(csv, admit('1', 'a', 'b'), admit('2', 'b'), dismiss, admit('3', 'c'))).broken).toEqual([]);
    expect(tell(...whole(csv, admit('1', 'a', 'b'), admit('2', 'c'))).broken).toEqual([
      'csv was let have 3 registrations, with 0 on others: more than 2 (2)',
    ]);
  });

  it('no effect in what was refused, failed or was a lie', () => {
    const create = (id: string, told?: Told): Step => [
      id,
      'lun.create',
      { uniqueId: id, name: id, kind: 'data' },
      told,
    ];
    const story = tell(
      ...whole(create('r', { outcome: 'refused' }), create('f', { outcome: 'failed' }), create('lie'), create('d')),
    );
    expect([...story.world.luns.keys()]).toEqual(['array d']);
  });
});

describe('effects of rows', () => {
  const job = (state: string, row: string): JobRecord => ({
    id: 'j',
    state,
    round: 1,
    undoRound: 0,
    rows: [{ key: 'k', state: row, undo: 'operation' }],
  });
  const act = (round: number): Step => [`j:${round}:k:do`, 'lun.delete', { uniqueId: 'x' }];
  const problems = (record: JobRecord, ...entries: Unplaced<LedgerEntry>[]) =>
    effectProblems([record], [tell(...entries)], setting.pretended);
  const buried = (id: string): Unplaced<LedgerEntry> => ({ type: 'tombstone', id, by: 'u', jobId: 'j' });

  it('are one where it is proven, whatever the round', () => {
    expect(problems(job('succeeded', 'proven'), ...whole(act(0)))).toEqual([]);
    expect(problems(job('succeeded', 'proven'))).toEqual(['j k is proven and has 0 effects']);
    expect(problems(job('succeeded', 'proven'), ...whole(act(0), act(1)))).toEqual(['j k is proven and has 2 effects']);
    expect(problems(job('succeeded', 'proven'), ...whole(act(0)), ended(act(0)))).toEqual([
      'j:0:k:do took effect 2 times',
    ]);
  });

  it('are none where it was taken back', () => {
    expect(problems(job('undone', 'undone'), ...whole(act(0)), buried('j:0:k:do'))).toEqual([]);
    expect(problems(job('undone', 'undone'), ...whole(act(0)))).toEqual(['j k is undone and its effect stands']);
  });
});
