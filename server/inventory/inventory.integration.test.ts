import { expect, test } from 'vitest';
import type { LunValue } from '#contract/agent/luns.ts';
import { inventoryOfOneAgent, sawLun, sawNone } from '#test/inventory-of-one-agent.ts';
import { seenArray, seenDisk, seenHost, seenLibrary, seenLun, seenPool, seenVm } from '#test/observed-fabric.ts';
import { applyObservations } from './apply-observation.ts';
import { inTransaction } from './inventory-lock.ts';

const { agent, db, pool, nextMillisecond, lastRevision, poll, observe, lunOf, knownRevision } = inventoryOfOneAgent();

const maskingSets = [
  { key: 'ms-1', name: 'hosts', initiators: ['iqn.2030-01.test:host-1', 'iqn.2030-01.test:host-2'] },
  { key: 'ms-2', name: 'library', initiators: ['iqn.2030-01.test:library-1'] },
];

test('a whole inventory becomes rows, and the same one again changes none', async () => {
  const luns = [seenLun({ masking: { 'ms-1': 'read-write' } })];
  const world = [seenArray({ luns, maskingSets }), seenLibrary(), seenHost({ vms: [seenVm()] })];
  await poll(world);
  const read = async () => ({
    lun: await lunOf(),
    sets: await db().maskingSet.findMany({
      include: { initiators: { orderBy: { name: 'asc' } } },
      orderBy: { key: 'asc' },
    }),
    disk: await db().libraryDisk.findFirstOrThrow(),
    file: await db().virtualDisk.findFirstOrThrow({ include: { share: true } }),
    host: await db().host.findFirstOrThrow({ include: { cluster: true, hostGroup: true } }),
    vm: await db().vm.findFirstOrThrow({ include: { disks: true } }),
  });
  const first = await read();
  expect(first.lun).toMatchObject({ sizeBytes: 20_000_000_000n, sealedAt: null, sessions: [], chainDepth: 0 });
  expect(first.lun?.presentations.map((p) => [p.maskingSet.key, p.access])).toEqual([['ms-1', 'read-write']]);
  expect(first.sets.map((s) => s.initiators.length)).toEqual([2, 1]);
  expect(first.disk.mounts).toEqual([{ path: '/library/golden', driveLetter: null }]);
  expect(first.file.share.path).toBe('/library');
  expect([first.host.cluster?.name, first.host.hostGroup?.name]).toEqual(['Cluster 1', 'Production']);
  expect(first.vm.disks.map((d) => d.uniqueId)).toEqual(['a0000001']);
  await poll(world);
  expect(await read()).toEqual(first);
});

test('what the world no longer has is removed; systems are kept and marked missing', async () => {
  const luns = [seenLun({ masking: { 'ms-1': 'read-write' } }), seenLun({ uniqueId: 'a0000002' })];
  await poll([seenArray({ luns, maskingSets }), seenHost({ vms: [seenVm(), seenVm({ key: 'vm-2' })] })]);
  await poll([seenArray({ luns: [seenLun({ uniqueId: 'a0000002' })], maskingSets: [], pools: [seenPool()] })]);
  expect(await db().lun.findMany({ select: { uniqueId: true } })).toEqual([{ uniqueId: 'a0000002' }]);
  expect(await db().presentation.count()).toBe(0);
  expect(await db().maskingSet.count()).toBe(0);
  const host = await db().host.findFirstOrThrow({ include: { vms: true } });
  expect(host.missingSince).toBeInstanceOf(Date);
  expect(host.vms).toHaveLength(2);
  await poll([seenArray(), seenHost({ cluster: null, vms: [] })]);
  const back = await db().host.findFirstOrThrow({ include: { vms: true } });
  expect(back).toMatchObject({ id: host.id, missingSince: null, vms: [], clusterId: null });
  expect(await db().cluster.count()).toBe(0);
});

test('a LUN is sealed while every masking set it is in has it read-only', async () => {
  const world = (masking: LunValue['masking']) => [seenArray({ luns: [seenLun({ masking })], maskingSets })];
  await poll(world({}));
  expect((await lunOf())?.sealedAt).toBeNull();
  await poll(world({ 'ms-1': 'read-only' }));
  const sealedAt = (await lunOf())?.sealedAt;
  expect(sealedAt).toBeInstanceOf(Date);
  await poll(world({ 'ms-1': 'read-only', 'ms-2': 'read-only' }));
  expect((await lunOf())?.sealedAt).toEqual(sealedAt);
  await observe(sawLun(seenLun({ masking: { 'ms-1': 'read-only', 'ms-2': 'read-write' } })));
  expect((await lunOf())?.sealedAt).toBeNull();
  await observe(sawLun(seenLun({ masking: {} })));
  expect((await lunOf())?.sealedAt).toBeNull();
});

test('a virtual disk that a template needs outlives the time its disk is offline', async () => {
  await poll([seenLibrary()]);
  const file = await db().virtualDisk.findFirstOrThrow();
  const template = { name: 't', virtualDiskId: file.id, cpus: 1, memoryBytes: 1n };
  await db().template.create({ data: template });
  await poll([seenLibrary({ virtualDisks: [], shares: [], disks: [seenDisk({ online: false, mounts: [] })] })]);
  expect(await db().template.findFirstOrThrow()).toMatchObject({ virtualDiskId: file.id });
  expect((await db().virtualDisk.findFirstOrThrow()).missingSince).toBeInstanceOf(Date);
  await poll([seenLibrary()]);
  expect(await db().virtualDisk.findFirstOrThrow()).toMatchObject({ id: file.id, missingSince: null });
  await db().template.deleteMany();
  await poll([seenLibrary({ virtualDisks: [], shares: [] })]);
  expect(await db().virtualDisk.count()).toBe(0);
  expect(await db().libraryShare.count()).toBe(0);
});

test('a proof makes, updates and removes one object', async () => {
  await poll([seenArray({ maskingSets }), seenLibrary(), seenHost()]);
  const vm = seenVm({
    disks: [
      { uniqueId: 'a0000001', sizeBytes: null },
      { uniqueId: 'a0000002', sizeBytes: null },
    ],
  });
  const sets = { key: 'ms-3', name: 'new', initiators: ['iqn.2030-01.test:host-9'] };
  await observe(
    sawLun(seenLun({ masking: { 'ms-3': 'read-write' } })),
    { read: 'masking-set', system: 'array-1', params: { key: 'ms-3' }, answer: { found: true, value: sets } },
    { read: 'vm', system: 'host-1', params: { key: 'vm-1' }, answer: { found: true, value: vm } },
    {
      read: 'disk',
      system: 'library-1',
      params: { uniqueId: 'a0000001' },
      answer: { found: true, value: seenDisk({ readOnly: true }) },
    },
  );
  expect((await lunOf())?.presentations.map((p) => p.maskingSet.name)).toEqual(['new']);
  expect(await db().initiator.count({ where: { name: 'iqn.2030-01.test:host-9' } })).toBe(1);
  expect(await db().libraryDisk.findFirstOrThrow()).toMatchObject({ readOnly: true });
  expect(await db().vmDisk.count()).toBe(2);
  await observe(
    sawNone('lun', 'array-1', { uniqueId: 'a0000001' }),
    sawNone('vm', 'host-1', { key: 'vm-1' }),
    sawNone('masking-set', 'array-1', { key: 'ms-3' }),
    sawNone('disk', 'library-1', { uniqueId: 'a0000001' }),
  );
  expect(await lunOf()).toBeNull();
  expect(await db().vm.count()).toBe(0);
  expect(await db().maskingSet.count()).toBe(2);
  expect(await db().libraryDisk.count()).toBe(0);
});

test('the last of several looks at one object counts', async () => {
  await poll([seenArray()]);
  await observe(sawLun(seenLun({ name: 'first' })), sawLun(seenLun({ name: 'second' })));
  expect((await lunOf())?.name).toBe('second');
});

test("a poll that began earlier never wins over a job's proof", async () => {
  const before = [seenLun({ masking: { 'ms-1': 'read-write' } }), seenLun({ uniqueId: 'a0000002', name: 'deleted' })];
  const world = [seenArray({ luns: before, maskingSets }), seenHost({ vms: [seenVm()] })];
  await poll(world);
  const began = await nextMillisecond();
  // While the poll's picture is on its way, a job seals one LUN, deletes another and a VM, and makes a third LUN.
  await observe(
    sawLun(seenLun({ masking: { 'ms-1': 'read-only' } })),
    sawNone('lun', 'array-1', { uniqueId: 'a0000002' }),
    sawNone('vm', 'host-1', { key: 'vm-1' }),
    sawLun(seenLun({ uniqueId: 'a0000003', name: 'made' })),
  );
  await poll(world, began);
  expect((await lunOf())?.presentations.map((p) => p.access)).toEqual(['read-only']);
  expect((await lunOf())?.sealedAt).toBeInstanceOf(Date);
  expect(await lunOf('a0000002')).toBeNull();
  expect(await lunOf('a0000003')).toMatchObject({ name: 'made' });
  expect(await db().vm.count()).toBe(0);
  // Parts of its picture were dropped, so the next poll must not ask for changes since that revision.
  expect(await knownRevision()).toBeNull();
  // The world itself was changed back by somebody else: a poll that begins now is the newer look.
  await poll(world);
  expect((await lunOf())?.presentations.map((p) => p.access)).toEqual(['read-write']);
  expect(await lunOf('a0000002')).toMatchObject({ name: 'deleted' });
  expect(await lunOf('a0000003')).toBeNull();
  expect(await db().vm.count()).toBe(1);
  expect(await knownRevision()).toBe(lastRevision());
});

test('a poll that waited for a proof to commit sees what it wrote', async () => {
  await poll([seenArray({ luns: [seenLun()], maskingSets })]);
  const began = await nextMillisecond();
  const blocker = await pool().connect();
  await blocker.query('BEGIN');
  // A proof under way holds the lock that a poll needs alone.
  await blocker.query('SELECT pg_advisory_xact_lock_shared($1::int, hashtext($2))', [0x6865_0001, agent.id]);
  const older = poll([seenArray({ luns: [], maskingSets })], began);
  await blocker.query('UPDATE "Lun" SET name = $1, "updatedAt" = now() WHERE "uniqueId" = $2', ['proven', 'a0000001']);
  await blocker.query('COMMIT');
  blocker.release();
  await older;
  expect(await lunOf()).toMatchObject({ name: 'proven' });
});

test('a look that began before the one that was applied last is dropped', async () => {
  await poll([seenArray({ luns: [seenLun({ name: 'old' })] })]);
  const began = await nextMillisecond();
  await poll([seenArray({ luns: [seenLun({ name: 'new' })] })]);
  await poll([seenArray({ luns: [] })], began);
  expect(await lunOf()).toMatchObject({ name: 'new' });
});

test('a thousand LUNs are observed in a handful of statements', async () => {
  await poll([seenArray({ maskingSets })]);
  const hex = (i: number) => (0xb000_0000 + i).toString(16);
  const luns = Array.from({ length: 1_000 }, (_, i) => {
    return sawLun(seenLun({ uniqueId: hex(i), name: `web-${i}`, kind: 'clone', masking: { 'ms-1': 'read-write' } }));
  });
  let statements = 0;
  const counting = {
    connect: async () => {
      const client = await pool().connect();
      return new Proxy(client, {
        get(target, key) {
          const value = Reflect.get(target, key);
          if (key !== 'query') return typeof value === 'function' ? value.bind(target) : value;
          return (...args: unknown[]) => {
            statements += 1;
            return (value as (...all: unknown[]) => unknown).apply(target, args);
          };
        },
      });
    },
  };
  await inTransaction(counting as unknown as ReturnType<typeof pool>, (tx) => applyObservations(tx, agent.id, luns));
  expect(await db().presentation.count()).toBe(1_000);
  expect(statements).toBeLessThanOrEqual(10);
});
