import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { ProcedureName } from '#contract/api/plans.ts';
import { bothHosts, freshName, goldenLunId, goldenSealed, runningVms } from '#test/rig/arrangements.ts';
import { goldens } from '#test/rig/fabric-config.ts';
import { storyOf } from '#test/rig/job-bench.ts';
import { onBench } from '#test/rig/on-bench.ts';
import type { ProofFabric } from '#test/rig/proof-fabric.ts';

const bench = onBench('crowd');

/** Everything that gets in each other's way: sealed goldens are opened, cloned from, and their clones deleted, at once. */
async function plansOfMany(fabric: ProofFabric): Promise<string[]> {
  const { desk, templates } = fabric;
  const hostIds = await bothHosts(fabric);
  const asked: [ProcedureName, object][] = [['delete-vms', { vmIds: await runningVms(fabric) }]];
  for (const golden of goldens) {
    const templateId = templates[golden];
    const lunId = await goldenLunId(fabric, golden);
    const clones = (prefix: string) => ({ count: 2, namePattern: freshName(prefix), hostIds });
    asked.push(['unseal-golden', { templateId }], ['unseal-golden', { templateId }]);
    asked.push(
      ['clone-luns', { goldenLunId: lunId, ...clones('crowd') }],
      ['clone-vms', { templateId, ...clones('crowd') }],
    );
    const twice = clones('twin');
    asked.push(['clone-luns', { goldenLunId: lunId, ...twice }], ['clone-luns', { goldenLunId: lunId, ...twice }]);
  }
  const plans: string[] = [];
  for (const [procedure, input] of asked) {
    // Clones may forbid an unseal already: then there is one plan less.
    const body = { procedure, input };
    const response = await fabric.door.call('POST', '/plans', {
      as: fabric.door.people.operator,
      body,
      key: randomUUID(),
    });
    if (response.ok) plans.push(((await response.json()) as { id: string }).id);
  }
  expect(plans.length, `plans on ${desk ? 'both goldens' : ''}`).toBeGreaterThan(6);
  return plans;
}

it.each([1, 2, 3])(
  'many jobs at once, and workers that die under them: each ends, and the fabric is whole (%s)',
  async () => {
    const { fabric, oracle, counts } = bench();
    const { desk, door } = fabric;
    await bench().settle();
    await runningVms(fabric);
    for (const golden of goldens) await goldenSealed(fabric, golden, true);
    const plans = await plansOfMany(fabric);
    const started = await Promise.all(
      plans.map(async (planId) => {
        const body = { planId };
        const response = await door.call('POST', '/jobs', { as: door.people.operator, body, key: randomUUID() });
        return response.ok ? ((await response.json()) as { id: string }).id : null;
      }),
    );
    const jobs = started.filter((id) => id !== null);
    const [worker] = await Promise.all(fabric.workers.map((one) => one.running()));
    await worker?.kill9();
    counts.workerKills += 1;
    counts.jobs += jobs.length;
    const ended = await Promise.all(jobs.map((id) => desk.ended(id)));
    for (const job of ended) expect(['succeeded', 'undone'], storyOf(job)).toContain(job.state);
    const undone = ended.filter(({ state }) => state === 'undone');
    for (const job of undone) expect(job.failure?.code, storyOf(job)).toMatch(/^plan_(stale|refused)$/);
    expect(ended.length - undone.length).toBeGreaterThan(0);
    await oracle.check();
  },
);
