import { expect, test } from 'vitest';
import { inventoryOfOneAgent, sawLun } from '#test/inventory-of-one-agent.ts';
import { seenArray, seenHost, seenLibrary, seenLun, seenPool, seenVm } from '#test/observed-fabric.ts';

const { db, lastRevision, poll, observe, lunOf, knownRevision } = inventoryOfOneAgent();
const openFindings = () => db().finding.findMany({ where: { closedAt: null }, orderBy: { reason: 'asc' } });

test('any string is accepted, whatever its length and characters', async () => {
  // Noise, because text that compresses would fit an index that a real name does not.
  const noise = Array.from({ length: 30_000 }, (_, i) => String.fromCodePoint(0x4e00 + ((i * 7919) % 20_000))).join('');
  const strange = `6.1.0-\u0000\ud800${'\u{1f600}'.repeat(3)}${noise}`;
  const odd = { name: strange, version: strange, hostname: strange };
  const lun = seenLun({ name: strange, targetIqn: strange, sessions: [strange], masking: { 'ms-1': 'read-only' } });
  await poll([
    seenArray({ name: strange, version: strange, vendor: strange, pools: [seenPool({ name: strange })], luns: [lun] }),
    seenLibrary({ version: strange, initiators: [strange] }),
    seenHost({ version: strange, hostGroup: strange, cluster: strange, vms: [seenVm(odd)] }),
  ]);
  const vm = await db().vm.findFirstOrThrow();
  expect(vm.version).toHaveLength(10_000);
  expect(vm.version).toMatch(/^6\.1\.0-\ufffd\u{1f600}{3}\u4e00/u);
  expect((await lunOf())?.name.length).toBeGreaterThan(500);
  expect(await openFindings()).toEqual([]);
  await observe(sawLun(lun), {
    read: 'vm',
    system: 'host-1',
    params: { key: 'vm-1' },
    answer: { found: true, value: seenVm(odd) },
  });
  expect(await db().vm.count()).toBe(1);
});

test('one bad object becomes a finding and blanks nothing else', async () => {
  const luns = [seenLun(), seenLun({ uniqueId: 'a0000002' })];
  await poll([seenArray({ luns }), seenHost({ vms: [seenVm()] })]);
  const bad: unknown[] = [
    { ...seenLun({ uniqueId: 'a0000002' }), sizeBytes: 'many' },
    { ...seenLun({ uniqueId: 'a0000003' }), lunNumber: 9_999_999_999 },
    { ...seenLun({ uniqueId: 'a0000004' }), quarantinedUntil: 'soon' },
    { ...seenLun({ uniqueId: 'a0000005' }), pool: 'pool-9' },
    seenLun({ name: 'again' }),
  ];
  await poll([
    { ...seenArray(), luns: [seenLun(), ...bad] },
    { kind: 'host', system: 'host-1' },
  ]);
  const names = (await db().lun.findMany({ orderBy: { uniqueId: 'asc' } })).map((l) => [l.uniqueId, l.name]);
  expect(names).toEqual([
    ['a0000001', 'lun-1'],
    ['a0000002', 'lun-1'],
  ]);
  expect(await db().host.findFirstOrThrow()).toMatchObject({ missingSince: null });
  expect(await db().vm.count()).toBe(1);
  const findings = await openFindings();
  expect(findings.map((f) => /'([^']+)'/.exec(f.reason)?.[1]).sort()).toEqual([
    'a0000001',
    'a0000002',
    'a0000003',
    'a0000004',
    'a0000005',
    'host-1',
  ]);
  expect(findings.every((f) => f.code === 'inventory_unreadable')).toBe(true);
  await poll([
    { ...seenArray(), luns: [seenLun(), ...bad] },
    { kind: 'host', system: 'host-1' },
  ]);
  expect((await openFindings()).map((f) => f.id).sort()).toEqual(findings.map((f) => f.id).sort());
  await poll([seenArray({ luns: [seenLun()] }), seenHost()]);
  expect(await openFindings()).toEqual([]);
  expect(await lunOf('a0000002')).toBeNull();
});

test('an object without a readable identity keeps the rest of its list from being called gone', async () => {
  await poll([seenArray({ luns: [seenLun(), seenLun({ uniqueId: 'a0000002' })] })]);
  await poll([{ ...seenArray(), luns: [seenLun({ name: 'renamed' }), { uniqueId: 7 }, null] }]);
  expect(await db().lun.count()).toBe(2);
  expect(await lunOf()).toMatchObject({ name: 'renamed' });
});

test('thousands of bad objects are a bounded number of findings', async () => {
  await poll([{ ...seenArray(), luns: Array.from({ length: 3_000 }, (_, i) => ({ uniqueId: `bad${i}` })) }]);
  expect(await db().finding.count()).toBe(51);
});

test('an observation that cannot be kept makes the next poll read everything', async () => {
  await poll([seenArray()]);
  expect(await knownRevision()).toBe(lastRevision());
  await observe(sawLun(seenLun({ pool: 'pool-9' })), sawLun(seenLun({ uniqueId: 'a0000002' })));
  expect(await lunOf()).toBeNull();
  expect(await lunOf('a0000002')).not.toBeNull();
  expect(await knownRevision()).toBeNull();
});
