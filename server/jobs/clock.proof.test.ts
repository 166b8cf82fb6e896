import { describe, expect, it } from 'vitest';
import type { JobDto } from '#contract/api/jobs.ts';
import { bothHosts, freshName, goldenLunId, goldenSealed, quarantinedLuns } from '#test/rig/arrangements.ts';
import { bentClock, noBentClocks } from '#test/rig/bent-clock.ts';
import { storyOf } from '#test/rig/job-bench.ts';
import { onBench } from '#test/rig/on-bench.ts';
import { until } from '#test/rig/until.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Clocks are an hour off; whatever is told within this was told by the database's. */
const nearMs = 10 * MINUTE_MS;
const workers = [
  { at: 0, name: 'an hour ahead' },
  { at: 1, name: 'an hour behind' },
] as const;
const why = noBentClocks ? `: skipped, ${noBentClocks}` : '';

describe.skipIf(noBentClocks !== null)(`clocks that are an hour off${why}`, () => {
  const bench = onBench('clocks', () => ({
    workers: 2,
    clocks: {
      'worker-1': bentClock('+1h'),
      'worker-2': bentClock('-1h'),
      array: bentClock('+1h'),
      library: bentClock('-1h'),
      'host-1': bentClock('+1h'),
      'host-2': bentClock('-1h'),
    },
  }));

  const databaseTime = async (): Promise<number> => {
    const { rows } = await bench().fabric.pool.query<{ now: Date }>('SELECT clock_timestamp() AS now');
    return rows[0]?.now.getTime() ?? 0;
  };
  /** Only this worker runs. */
  const alone = async (at: 0 | 1) => {
    const { workers } = bench().fabric;
    await workers[at]?.letUp();
    await workers[1 - at]?.holdDown();
  };
  const both = async () => {
    for (const worker of bench().fabric.workers) await worker.letUp();
  };
  /** Every time that a job tells lies between its request and now, in the order in which things happened. */
  const toldInOrder = async (job: JobDto, askedAt: number) => {
    const now = await databaseTime();
    const at = (text: string | null) => (text === null ? Number.NaN : Date.parse(text));
    const times = job.rows.flatMap(({ sentAt, endedAt }) => [at(sentAt), at(endedAt)]);
    for (const time of [at(job.startedAt), ...times, at(job.endedAt)]) {
      expect(time, storyOf(job)).toBeGreaterThanOrEqual(askedAt - 1);
      expect(time, storyOf(job)).toBeLessThanOrEqual(now);
    }
    expect(at(job.endedAt)).toBeGreaterThanOrEqual(Math.max(at(job.startedAt), ...times));
  };

  it.each(workers)(
    'a worker $name carries a job out and takes it back, at the times of the database',
    async ({ at }) => {
      const { fabric, oracle, world, counts } = bench();
      const { desk, templates } = fabric;
      await both();
      await bench().settle();
      await goldenSealed(fabric, 'golden-1', true);
      const before = await world();
      const input = {
        templateId: templates['golden-1'],
        count: 2,
        namePattern: freshName('clock'),
        hostIds: await bothHosts(fabric),
      };
      const plan = await desk.plan('clone-vms', input);
      await alone(at);
      const askedAt = await databaseTime();
      const job = await desk.ended(await desk.apply(plan.id));
      expect(job, storyOf(job)).toMatchObject({ state: 'succeeded', epoch: 1 });
      await toldInOrder(job, askedAt);
      counts.jobs += 1;
      const undone = await desk.steered(job.id, 'undo');
      expect(undone, storyOf(undone)).toMatchObject({ state: 'undone' });
      expect(await world()).toEqual(before);
      await both();
      await oracle.check();
    },
  );

  it.each(workers)(
    'a job that waited with a worker $name, which then died, goes on with the other one at once',
    async ({ at }) => {
      const { fabric, oracle, counts } = bench();
      const { desk, faults, templates, pool } = fabric;
      await both();
      await bench().settle();
      await goldenSealed(fabric, 'golden-2', true);
      const [hostIds, lunId] = [await bothHosts(fabric), await goldenLunId(fabric, 'golden-2')];
      const clone = { goldenLunId: lunId, count: 2, namePattern: freshName('late'), hostIds };
      const [unseal, later] = [
        await desk.plan('unseal-golden', { templateId: templates['golden-2'] }),
        await desk.plan('clone-luns', clone),
      ];
      await alone(at);
      const standing = faults.inSystem('library-1', { act: 'offline', mode: 'wait', name: 'golden-2' });
      const first = await desk.apply(unseal.id);
      await standing.fired();
      const askedAt = await databaseTime();
      const second = await desk.apply(later.id);
      const waiting = await desk.when(second, 'to wait', ({ state }) => state === 'waiting');
      const since = Date.parse(waiting.waitingFor?.since ?? '');
      expect(since).toBeGreaterThanOrEqual(askedAt - 1);
      expect(since).toBeLessThanOrEqual(await databaseTime());
      // It gives its place up, and comes back, as often as it has to.
      await until('the job to give its place up', async () => {
        const { rows } = await pool.query(
          `SELECT 1 FROM dbos.workflow_status WHERE workflow_uuid LIKE $1 || ':%' AND status = 'SUCCESS'`,
          [second],
        );
        return rows.length > 0 ? true : null;
      });
      const diedAt = performance.now();
      await both();
      await fabric.workers[at]?.holdDown();
      counts.workerKills += 1;
      await desk.steer(first, 'cancel');
      standing.remove();
      const [ended, job] = [await desk.ended(first), await desk.ended(second)];
      const tookMs = performance.now() - diedAt;
      process.stdout.write(`the job that waited had ended ${Math.round(tookMs)} ms after its worker died\n`);
      expect(ended, storyOf(ended)).toMatchObject({ state: 'undone' });
      // Its plan is held against the fabric again by a worker whose clock is off: no agent is called silent for that.
      expect(job, storyOf(job)).toMatchObject({ state: 'succeeded', failure: null });
      expect(tookMs, 'nobody waits for a clock').toBeLessThan(nearMs);
      counts.jobs += 2;
      await both();
      await oracle.check();
      expect(await desk.steered(second, 'undo')).toMatchObject({ state: 'undone' });
    },
  );

  it('what was deleted stays in quarantine for as long as was planned, and cannot be purged before without a word', async () => {
    const { fabric, oracle, counts } = bench();
    await both();
    await bench().settle();
    const before = await databaseTime();
    const lunIds = await quarantinedLuns(fabric);
    const luns = await fabric.db.lun.findMany({ where: { id: { in: lunIds } } });
    const days = luns.map(({ quarantinedUntil }) => ((quarantinedUntil?.getTime() ?? 0) - before) / DAY_MS);
    for (const length of days) expect(Math.abs(length - Math.round(length)) * DAY_MS).toBeLessThan(nearMs);
    expect(Math.min(...days)).toBeGreaterThan(0.5);
    const plan = await fabric.desk.plan('purge-luns', { lunIds });
    expect(plan.checks.filter(({ state }) => state === 'warning').length).toBeGreaterThan(0);
    counts.jobs += 1;
    await oracle.check();
  });

  it('agents whose clocks are off are not called silent, nor is what they reported called old', async () => {
    const { fabric } = bench();
    await both();
    await bench().settle();
    for (const at of [0, 1] as const) {
      await alone(at);
      await Promise.all(
        Object.values(fabric.agents).map(({ id }) => fabric.desk.askAsAdmin('POST', `/agents/${id}/refresh`)),
      );
      const agents = await Promise.all(
        Object.values(fabric.agents).map(({ id }) =>
          fabric.desk.ask<{ state: string; stale: boolean; lastSeenAt: string }>('GET', `/agents/${id}`),
        ),
      );
      const now = await databaseTime();
      for (const agent of agents) {
        expect(agent).toMatchObject({ state: 'online', stale: false });
        expect(Math.abs(now - Date.parse(agent.lastSeenAt))).toBeLessThan(nearMs);
      }
      const silent = await fabric.db.finding.findMany({ where: { code: 'agent_silent', closedAt: null } });
      expect(silent).toEqual([]);
    }
    await both();
  });
});
