import { expect, test } from 'vitest';
import { newId } from '#server/db/new-id.ts';
import { inventoryOfOneAgent } from '#test/inventory-of-one-agent.ts';
import { seenArray, seenDisk, seenHost, seenLibrary, seenLun, seenPool, seenVm } from '#test/observed-fabric.ts';
import { createPendingDemo } from './create-pending-demo.ts';
import { detectDrift } from './detect-drift.ts';
import { PENDING_HISTORY, PENDING_TEMPLATES } from './pending-demo.ts';
import { prune } from './prune.ts';
import { recordPoolSamples } from './record-pool-samples.ts';

const { agent, db, pool, poll } = inventoryOfOneAgent();
const never = new AbortController().signal;

const drift = async () => {
  await detectDrift.run(pool(), never);
  const open = await db().finding.findMany({ where: { closedAt: null, fingerprint: { startsWith: 'drift:' } } });
  return open.map(({ code, severity }) => `${code} ${severity}`).sort();
};
const maskingSets = [{ key: 'ms-1', name: 'library', initiators: ['iqn.2030-01.test:library-1'] }];
const golden = (access: 'read-write' | 'read-only') =>
  seenLun({ name: 'golden', kind: 'golden', masking: { 'ms-1': access } });
const clone = seenLun({
  uniqueId: 'c0000001',
  name: 'clone',
  kind: 'clone',
  parentUniqueId: 'a0000001',
  chainDepth: 1,
});

test('a golden with clones must not become writable', async () => {
  await poll([seenArray({ luns: [golden('read-only'), clone], maskingSets })]);
  expect(await drift()).toEqual([]);
  await poll([seenArray({ luns: [golden('read-write'), clone], maskingSets })]);
  expect(await drift()).toEqual(['golden_with_clones_writable critical']);
  const [first] = await db().finding.findMany();
  expect(await drift()).toHaveLength(1);
  expect((await db().finding.findMany()).map(({ id }) => id)).toEqual([first?.id]);
  await poll([seenArray({ luns: [golden('read-only'), clone], maskingSets })]);
  expect(await drift()).toEqual([]);
});

test('a golden that Heddle sealed must not become writable, unless Heddle unsealed it or a job is at it', async () => {
  await poll([seenArray({ luns: [golden('read-write')], maskingSets })]);
  expect(await drift()).toEqual([]);
  const seal = await jobThatPresented('seal-golden', 'read-only', new Date('2030-01-01'));
  expect(await drift()).toEqual(['sealed_golden_writable warning']);
  const { id } = await db().lun.findFirstOrThrow();
  await db().lock.create({ data: { key: `golden:${id}`, jobId: seal, mode: 'exclusive' } });
  expect(await drift()).toEqual([]);
  await db().lock.deleteMany();
  expect(await drift()).toEqual(['sealed_golden_writable warning']);
  await jobThatPresented('unseal-golden', 'read-write', new Date('2030-01-02'));
  expect(await drift()).toEqual([]);
});

async function jobThatPresented(procedure: string, access: string, endedAt: Date): Promise<string> {
  const email = `${newId()}@example.org`;
  const by = (await db().user.create({ data: { email, name: 'x', role: 'operator' } })).id;
  const row = {
    agentId: agent.id,
    system: 'array-1',
    operation: 'masking.present',
    params: { uniqueId: 'a0000001', access },
  };
  const plan = {
    procedure,
    input: {},
    title: 't',
    content: {},
    inventoryHash: '',
    newIds: {},
    createdById: by,
    expiresAt: endedAt,
  };
  const { id: planId } = await db().plan.create({
    data: { ...plan, rows: { create: [{ position: 0, key: 'r', row }] } },
  });
  return (
    await db().job.create({ data: { planId, procedure, title: 't', state: 'succeeded', endedAt, createdById: by } })
  ).id;
}

test('a disk mounted by two library servers, a lost boot LUN, a full pool and an ended quarantine are found', async () => {
  const full = seenPool({ usedBytes: 950_000_000_000 });
  const filling = seenPool({ key: 'pool-2', name: 'Pool 2', usedBytes: 810_000_000_000 });
  const over = seenLun({ uniqueId: 'd0000001', name: 'old', quarantinedUntil: '2020-01-01T00:00:00Z' });
  const kept = seenLun({ uniqueId: 'd0000002', name: 'young', quarantinedUntil: '2099-01-01T00:00:00Z' });
  await poll([
    seenArray({ pools: [full, filling], luns: [seenLun(), over, kept] }),
    seenLibrary(),
    seenLibrary({ system: 'library-2', name: 'Library 2', shares: [], virtualDisks: [] }),
    seenHost({
      vms: [seenVm(), seenVm({ key: 'vm-2', name: 'lost', disks: [{ uniqueId: 'ffff0000', sizeBytes: null }] })],
    }),
  ]);
  expect(await drift()).toEqual([
    'mounted_more_than_once critical',
    'pool_filling critical',
    'pool_filling warning',
    'quarantine_over info',
    'vm_boot_lun_gone critical',
  ]);
  const lun = await db().lun.findFirstOrThrow({ where: { name: 'old' } });
  const quarantine = await db().finding.findFirstOrThrow({ where: { code: 'quarantine_over' } });
  expect(quarantine.remedy).toMatchObject({ procedure: 'purge-luns', input: { lunIds: [lun.id] } });
  // While an array is away, its LUNs are unknown rather than gone: what was found stays, and nothing new is claimed.
  await db().agent.update({ where: { id: agent.id }, data: { state: 'unreachable' } });
  await db().vm.updateMany({ where: { name: 'lost' }, data: { name: 'still lost' } });
  expect(await drift()).toContain('vm_boot_lun_gone critical');
  await poll([
    seenArray({ luns: [seenLun(), kept] }),
    seenLibrary(),
    seenLibrary({
      system: 'library-2',
      disks: [seenDisk({ online: false, mounts: [] })],
      shares: [],
      virtualDisks: [],
    }),
    seenHost({ vms: [seenVm()] }),
  ]);
  expect(await drift()).toEqual([]);
});

test('agents that are silent or refuse, and systems they no longer report, are found', async () => {
  await poll([seenArray(), seenHost()]);
  await poll([seenArray()]);
  await db().agent.update({ where: { id: agent.id }, data: { createdAt: new Date('2020-01-01') } });
  expect(await drift()).toEqual(['system_missing critical']);
  await db().agent.update({ where: { id: agent.id }, data: { lastSeenAt: new Date('2020-01-01') } });
  expect(await drift()).toEqual(['agent_silent warning', 'system_missing critical']);
  await db().agent.update({ where: { id: agent.id }, data: { state: 'refused' } });
  expect(await drift()).toEqual(['agent_refuses warning', 'system_missing critical']);
});

test('a quarter of an hour has one sample of each pool, however often it is taken', async () => {
  await poll([seenArray({ luns: [seenLun(), seenLun({ uniqueId: 'a0000002' })] })]);
  for (let n = 0; n < 3; n += 1) await recordPoolSamples.run(pool(), never);
  const samples = await db().poolSample.findMany();
  // More than one only when the quarter ended between two of them.
  expect(new Set(samples.map(({ at }) => at.getTime())).size).toBe(samples.length);
  expect(samples.length).toBeLessThan(3);
  expect(samples[0]).toMatchObject({ usedBytes: 100_000_000_000n, provisionedBytes: 40_000_000_000n });
  expect((samples[0]?.at.getTime() ?? 1) % 900_000).toBe(0);
});

test('plans that nobody applied, and absences, are forgotten; plans with jobs stay', async () => {
  const jobId = await jobThatPresented('seal-golden', 'read-only', new Date('2020-01-01'));
  await db().jobEvent.create({ data: { jobId, kind: 'job', data: {} } });
  const createdById = (await db().user.findFirstOrThrow()).id;
  const plan = { procedure: 'x', input: {}, content: {}, inventoryHash: '', newIds: {}, createdById };
  await db().plan.create({ data: { ...plan, title: 'old', expiresAt: new Date('2020-01-01') } });
  await db().plan.create({ data: { ...plan, title: 'fresh', expiresAt: new Date('2099-01-01') } });
  const absence = { agentId: agent.id, system: 's', read: 'lun', key: 'k' };
  await db().absence.create({ data: { ...absence, seenAt: new Date('2020-01-01') } });
  await prune.run(pool(), never);
  const kept = await db().plan.findMany({ where: { OR: [{ procedure: 'x' }, { jobs: { some: { id: jobId } } }] } });
  expect(kept.map(({ title }) => title).sort()).toEqual(['fresh', 't']);
  expect(await db().jobEvent.count({ where: { jobId } })).toBe(0);
  expect(await db().absence.count()).toBe(0);
});

test('templates that wait for their virtual disk are made when it is discovered', async () => {
  const one = { description: null, os: 'Linux', cpus: 2, memoryBytes: 2 ** 31, libraryServer: 'library-1' };
  const value = [
    { ...one, name: 'known', virtualDisk: 'golden.vhd' },
    { ...one, name: 'unknown', virtualDisk: 'later.vhd' },
  ];
  await db().setting.create({ data: { key: PENDING_TEMPLATES, value } });
  await createPendingDemo.run(pool(), never);
  expect(await db().template.count()).toBe(0);
  await poll([seenLibrary()]);
  for (let n = 0; n < 2; n += 1) await createPendingDemo.run(pool(), never);
  const made = await db().template.findMany({ include: { virtualDisk: true } });
  expect(made).toEqual([expect.objectContaining({ name: 'known', os: 'Linux', memoryBytes: 2n ** 31n })]);
  expect(made[0]?.virtualDisk?.file).toBe('golden.vhd');
  expect((await db().setting.findFirstOrThrow()).value).toMatchObject([{ name: 'unknown' }]);
});

test('the past of the demo rises to what its pools hold today, once', async () => {
  await db().setting.create({ data: { key: PENDING_HISTORY, value: { days: 60 } } });
  await createPendingDemo.run(pool(), never);
  expect(await db().poolSample.count()).toBe(0);
  await poll([seenArray({ luns: [seenLun()] })]);
  for (let n = 0; n < 2; n += 1) await createPendingDemo.run(pool(), never);
  const samples = await db().poolSample.findMany({ orderBy: { at: 'asc' } });
  expect(samples).toHaveLength(240);
  const used = samples.map(({ usedBytes }) => Number(usedBytes) / 100_000_000_000);
  expect(used[0]).toBeCloseTo(0.66, 1);
  expect(used.at(-1)).toBeCloseTo(1, 1);
  expect(Math.max(...used)).toBeLessThan(1.05);
});
