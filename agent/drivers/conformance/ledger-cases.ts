import { describe, expect, it } from 'vitest';
import { freshId } from './agent-client.ts';
import type { AnyStand, MakeSample } from './stand.ts';

const windows = ['before-intent', 'after-intent', 'after-effect', 'after-result'] as const;

/** What holds for every operation whatever its driver: once, fenced, undone for good, and whole after kill -9. */
export const ledgerCases = (stand: AnyStand, makeSample: MakeSample) => {
  describe('by its ledger', () => {
    onceCases(stand, makeSample);
    fenceCases(stand, makeSample);
    tombstoneCases(stand, makeSample);
    crashCases(stand, makeSample);
  });
};

const onceCases = (stand: AnyStand, makeSample: MakeSample) => {
  it('lets an id take effect once and answers the same again', async () => {
    const { act, undo, holds } = await makeSample();
    const { put, recall, ledger, does } = stand.bench();
    const sent = { ...act, id: freshId(), jobId: freshId() };
    const first = await put(sent);
    expect(first).toMatchObject({ status: 200, result: { outcome: 'done' } });
    expect(await put(sent)).toEqual(first);
    expect((await recall(sent.id)).body).toEqual(first.result);
    expect(await holds()).toBe(true);
    const entries = (await ledger()).filter((entry) => 'id' in entry && entry.id === sent.id);
    expect(entries.map((entry) => entry.type)).toEqual(['accepted', 'ended']);
    await does(undo);
  });

  it('refuses the id for anything else', async () => {
    const { act, other, undo } = await makeSample();
    const { put, does } = stand.bench();
    const sent = { ...act, id: freshId(), jobId: freshId() };
    await does(sent);
    for (const changed of [
      { ...sent, params: other },
      { ...undo, id: sent.id, jobId: sent.jobId },
      { ...sent, jobId: 'x' },
    ])
      expect(await put(changed)).toMatchObject({ status: 409, result: { refusal: { code: 'different_request' } } });
    await does(undo);
  });

  it('makes one effect of the same id sent many times at once', async () => {
    const { act, undo } = await makeSample();
    const { batch, does, ledger } = stand.bench();
    const sent = { ...act, id: freshId(), jobId: freshId() };
    const results = await Promise.all([batch([sent, sent, sent]), batch([sent, sent])]);
    for (const { result } of results.flat()) expect(result.outcome).toBe('done');
    const accepted = (await ledger()).filter((entry) => entry.type === 'accepted' && entry.id === sent.id);
    expect(accepted).toHaveLength(1);
    await does(undo);
  });
};

const fenceCases = (stand: AnyStand, makeSample: MakeSample) => {
  it('refuses a lower epoch than it has seen for the job, also after a crash', async () => {
    const { act, undo, holds } = await makeSample();
    const bench = stand.bench();
    const jobId = freshId();
    await bench.does({ ...act, jobId, epoch: 3 });
    await bench.does({ ...undo, jobId, epoch: 3 });
    const stale = { status: 409, result: { refusal: { code: 'stale_epoch' } } };
    expect(await bench.put({ ...act, jobId, epoch: 2 })).toMatchObject(stale);
    await bench.crash();
    expect(await bench.put({ ...act, jobId, epoch: 2 })).toMatchObject(stale);
    expect(await holds()).toBe(false);
  });
};

const tombstoneCases = (stand: AnyStand, makeSample: MakeSample) => {
  it('refuses a late act after its undo, also after a crash', async () => {
    const { act, undo, holds } = await makeSample();
    const bench = stand.bench();
    const late = { ...act, id: freshId(), jobId: freshId() };
    await bench.does({ ...undo, jobId: late.jobId, undoes: late.id });
    const buried = { status: 409, result: { refusal: { code: 'tombstoned' } } };
    expect(await bench.put(late)).toMatchObject(buried);
    await bench.crash();
    expect(await bench.put(late)).toMatchObject(buried);
    expect(await bench.recall(late.id)).toMatchObject({ status: 200, body: buried.result });
    expect(await holds()).toBe(false);
  });

  it('takes an act back that was done, and does not repeat it for a late duplicate', async () => {
    const { act, undo, holds } = await makeSample();
    const { does, put } = stand.bench();
    const sent = { ...act, id: freshId(), jobId: freshId() };
    await does(sent);
    await does({ ...undo, jobId: sent.jobId, undoes: sent.id });
    expect(await put(sent)).toMatchObject({ status: 409, result: { refusal: { code: 'tombstoned' } } });
    expect(await holds()).toBe(false);
  });

  it("does not bury another job's operation", async () => {
    const { act, undo, holds } = await makeSample();
    const { does, refusal } = stand.bench();
    const sent = { ...act, id: freshId(), jobId: freshId() };
    await does(sent);
    expect(await refusal({ ...undo, undoes: sent.id })).toMatchObject({ code: 'undoes_other_job' });
    expect(await holds()).toBe(true);
    await does(undo);
  });
};

/** The process kills itself at the exact moment; the answer never comes, as for a caller whose agent died. */
const crashCases = (stand: AnyStand, makeSample: MakeSample) => {
  it.each(windows)('resolves an act cut off %s when it is sent again', async (window) => {
    const { act, undo, holds } = await makeSample();
    const bench = stand.bench();
    const sent = { ...act, id: freshId(), jobId: freshId() };
    bench.crashAt(window, act.operation);
    await expect(bench.put(sent)).rejects.toThrow();
    await bench.afterCrash();
    expect((await bench.put(sent)).result.outcome).toBe('done');
    expect(await holds()).toBe(true);
    const ended = (await bench.ledger()).filter((entry) => entry.type === 'ended' && entry.id === sent.id);
    expect(ended).toHaveLength(1);
    await bench.does(undo);
  });

  it.each(windows)('resolves an act cut off %s when it is asked about', async (window) => {
    const { act, undo, holds } = await makeSample();
    const bench = stand.bench();
    const sent = { ...act, id: freshId(), jobId: freshId() };
    bench.crashAt(window, act.operation);
    await expect(bench.put(sent)).rejects.toThrow();
    await bench.afterCrash();
    const { status, body } = await bench.recall(sent.id);
    const arrived = window !== 'before-intent';
    expect([status, body]).toMatchObject(arrived ? [200, { outcome: 'done' }] : [404, { outcome: 'refused' }]);
    expect(await holds()).toBe(arrived);
    await bench.does(undo);
  });

  it.each(windows)('takes back an act cut off %s, and its undo cut off too', async (window) => {
    const { act, undo, holds } = await makeSample();
    const bench = stand.bench();
    const sent = { ...act, id: freshId(), jobId: freshId() };
    const back = { ...undo, id: freshId(), jobId: sent.jobId, undoes: sent.id };
    bench.crashAt(window, act.operation);
    await expect(bench.put(sent)).rejects.toThrow();
    await bench.afterCrash();
    bench.crashAt(window, undo.operation);
    await expect(bench.put(back)).rejects.toThrow();
    await bench.afterCrash();
    expect((await bench.put(back)).result.outcome).toBe('done');
    expect((await bench.put(sent)).status).toBe(409);
    expect(await holds()).toBe(false);
  });
};
