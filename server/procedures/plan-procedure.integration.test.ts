import { describe, expect, test } from 'vitest';
import type { ProcedureName } from '#contract/api/plans.ts';
import { plannableFabric, seenClone, seenCloneVm, seenGolden } from '#test/plannable-fabric.ts';
import { recheckJob, recheckPlan } from './recheck-plan.ts';

const { agent, db, poll, templateId, plan, cloneInput, made, refusals, runningJob } = plannableFabric();

describe('seal-golden', () => {
  test('a plan from the inventory, with keys as the array writes them', async () => {
    await poll({ luns: [seenGolden('read-write')], readOnly: false });
    const { rows, title } = await made('seal-golden', { templateId: await templateId() });
    expect(title).toBe('Seal golden, the golden LUN of Debian 12');
    expect(rows.map((row) => [row.operation, row.system, row.agentId === agent.id])).toEqual([
      ['disk.offline', 'library-1', true],
      ['masking.remove', 'array-1', true],
      ['masking.present', 'array-1', true],
      ['disk.online', 'library-1', true],
      ['disk.probe-write', 'library-1', true],
    ]);
    expect(rows[2]?.params).toEqual({ uniqueId: 'a0000001', maskingSet: 'ms.lib:1', access: 'read-only' });
  });

  test('sealed already: nothing to do; unsealing is refused while there are clones', async () => {
    expect((await made('seal-golden', { templateId: await templateId() })).nothingToDo).toMatch(/sealed already/);
    await poll({ luns: [seenGolden('read-only'), seenClone(1)] });
    expect(await refusals('unseal-golden', { templateId: await templateId() })).toEqual([
      { code: 'has_clones', reason: 'A write to golden would damage its 1 clone: web-1.' },
    ]);
  });

  test('an agent that has not answered lately', async () => {
    await poll({ luns: [seenGolden('read-write')], readOnly: false });
    await db().agent.update({ where: { id: agent.id }, data: { lastSeenAt: new Date('2020-01-01') } });
    const codes = (await refusals('seal-golden', { templateId: await templateId() })).map(({ code }) => code);
    expect(codes).toEqual(['library_unreachable', 'array_unreachable']);
  });
});

describe('clone-vms and clone-luns', () => {
  test('placed over both hosts, with the set of the one and a new set for the other', async () => {
    const { items, rows } = await made('clone-vms', await cloneInput());
    expect(items.map((item) => item.title)).toEqual(['new-1', 'new-2', 'new-3']);
    expect(rows[0]).toMatchObject({
      operation: 'masking-set.create',
      params: { initiators: ['iqn.2030-01.test:host-2'] },
    });
    const sets = rows.filter((row) => row.operation === 'masking.present').map((row) => row.params.maskingSet);
    expect(sets).toEqual(['ms-1', rows[0]?.params.key, 'ms-1']);
  });

  test('all hosts of a cluster', async () => {
    const { id } = await db().cluster.findFirstOrThrow();
    const { hostIds: _, ...input } = await cloneInput({ clusterId: id });
    expect((await made('clone-vms', input)).title).toBe('Clone 3 VMs from Debian 12 on 2 hosts');
  });

  test('LUNs of the golden LUN, and how to seal it when it is open', async () => {
    const lun = await db().lun.findFirstOrThrow();
    const { templateId: _, ...input } = await cloneInput({ goldenLunId: lun.id });
    expect((await made('clone-luns', input)).items).toHaveLength(3);
    await poll({ luns: [seenGolden('read-write')], readOnly: false });
    const planned = await plan('clone-luns', input);
    const refusal = planned.kind === 'refused' ? planned.checks.find((check) => check.state === 'refused') : null;
    expect(refusal).toMatchObject({
      code: 'golden_not_sealed',
      remedy: { procedure: 'seal-golden', input: { templateId: await templateId() } },
    });
  });

  test('names in use, whatever their case; a LUN in quarantine does not keep its name', async () => {
    const luns = [
      seenGolden('read-only'),
      seenClone(1, { name: 'NEW-1' }),
      seenClone(2, { name: 'new-2', masking: {}, quarantinedUntil: '2030-02-01T00:00:00.000Z' }),
    ];
    await poll({ luns, vms: [{ ...seenCloneVm(3), name: 'other', hostname: 'New-3' }] });
    expect(await refusals('clone-vms', await cloneInput())).toEqual([
      { code: 'names_taken', reason: '2 names cannot be given: VM other and LUN NEW-1.' },
    ]);
  });

  test('names that an unfinished job will take, but not from its own plan', async () => {
    const input = await cloneInput();
    const { stored, job } = await runningJob('clone-vms', input, 'Clone 3 VMs');
    const [refusal] = await refusals('clone-vms', await cloneInput({ count: 1 }));
    expect(refusal?.reason).toMatch(/VM new-1 \(will be made by 'Clone 3 VMs'\) and LUN new-1/);
    expect(await recheckJob(db(), stored.id, job.id)).toBeNull();
    expect((await recheckPlan(db(), stored, null))?.kind).toBe('refused');
    await db().job.update({ where: { id: job.id }, data: { state: 'undone' } });
    expect(await recheckPlan(db(), stored, null)).toBeNull();
  });
});

describe('delete-vms, restore-luns and purge-luns', () => {
  const until = '2030-01-08T00:00:00.000Z';

  test('a VM with its disk, kept for the days that are set', async () => {
    await poll({ luns: [seenGolden('read-only'), seenClone(1), seenClone(2)], vms: [seenCloneVm(1), seenCloneVm(2)] });
    const ids = (await db().vm.findMany()).map(({ id }) => id);
    const { rows, title } = await made('delete-vms', { vmIds: ids });
    expect(title).toBe('Delete 2 VMs');
    expect(rows.filter((row) => row.item === 'vm-1').map((row) => row.operation)).toEqual([
      'vm.stop',
      'vm.delete',
      'masking.remove',
      'lun.set-quarantine',
    ]);
    expect(rows.find((row) => row.operation === 'lun.set-quarantine')?.params).toEqual({ uniqueId: 'c0000001', until });
  });

  test('out of quarantine, or destroyed; parents never', async () => {
    const put = { masking: {}, quarantinedUntil: until };
    await poll({
      luns: [
        seenGolden('read-only'),
        seenClone(1, put),
        seenClone(2, { ...put, parentUniqueId: 'c0000001', chainDepth: 2 }),
      ],
    });
    const id = async (uniqueId: string) => (await db().lun.findFirstOrThrow({ where: { uniqueId } })).id;
    expect((await made('restore-luns', { lunIds: [await id('c0000001'), await id('c0000002')] })).rows).toHaveLength(2);
    expect((await made('purge-luns', { lunIds: [await id('c0000002')] })).rows[0]?.operation).toBe('lun.delete');
    expect((await refusals('purge-luns', { lunIds: [await id('c0000001')] })).map(({ code }) => code)).toEqual([
      'lun_has_children',
    ]);
    expect((await refusals('purge-luns', { lunIds: [await id('a0000001')] })).map(({ code }) => code)).toContain(
      'not_in_quarantine',
    );
  });
});

describe('ids that nothing has', () => {
  const absent = '0190a000-0000-7000-8000-000000000000';
  test.each<[ProcedureName, object, string[]]>([
    ['seal-golden', { templateId: absent }, ['template']],
    ['unseal-golden', { templateId: absent }, ['template']],
    ['clone-luns', { goldenLunId: absent, count: 1, namePattern: 'a', hostIds: [absent] }, ['LUN', 'host']],
    ['clone-vms', { templateId: absent, count: 1, namePattern: 'a', hostIds: [absent] }, ['template', 'host']],
    ['clone-vms', { templateId: absent, count: 1, namePattern: 'a', clusterId: absent }, ['template', 'cluster']],
    ['delete-vms', { vmIds: [absent] }, ['VM']],
    ['restore-luns', { lunIds: [absent] }, ['LUN']],
    ['purge-luns', { lunIds: [absent] }, ['LUN']],
  ])('%s %j is refused for each', async (name, input, nouns) => {
    const expected = nouns.map((noun) => ({ code: 'not_found', reason: `There is no ${noun} with the id ${absent}.` }));
    expect(await refusals(name, input)).toEqual(expected);
  });
});
