import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import type { LunValue } from '#contract/agent/luns.ts';
import type { LunDto } from '#contract/api/fabric.ts';
import { pool } from '#server/db/client.ts';
import { databaseTime } from '#server/db/database-clock.ts';
import { newId } from '#server/db/new-id.ts';
import { applyLook } from '#server/inventory/poll-agent.ts';
import { type Door, jsonOf, openDoor } from '#test/door.ts';
import { seenArray, seenDisk, seenHost, seenLibrary, seenLun, seenPool, seenVm } from '#test/observed-fabric.ts';

type Item = Record<string, unknown> & { id: string; name: string };
type Page = { items: Item[]; nextPageToken: string | null; total: number; asOf: string | null };
type Lun = z.input<typeof LunDto>;

const GOLDEN = 'a0000001';
const CLONES = 60;
const cloneId = (n: number) => `c${n.toString(16).padStart(7, '0')}`;
const nn = (n: number) => String(n).padStart(2, '0');

let door: Door;
beforeAll(async () => {
  // Nobody polls here, and nothing is to grow old meanwhile.
  process.env.HEDDLE_POLL_MS = '3600000';
  door = await openDoor();
  await report([
    seenArray({ pools: [seenPool(), seenPool({ key: 'pool-2', name: 'Pool 2' })], luns: luns(), maskingSets: sets }),
  ]);
  const mounts = [{ path: '/library/golden', driveLetter: null }];
  await report([seenLibrary({ disks: [seenDisk({ readOnly: true, mounts })] })]);
  const vms = Array.from({ length: CLONES }, (_, n) => {
    return seenVm({
      key: `vm-${nn(n)}`,
      name: `web-${nn(n)}`,
      disks: [{ uniqueId: cloneId(n), sizeBytes: null }],
      state: n < 10 ? 'stopped' : 'running',
    });
  });
  await report([
    seenHost({ vms: vms.slice(0, 40) }),
    seenHost({ system: 'host-2', name: 'Host 2', initiators: ['iqn.2030-01.test:host-2'], vms: vms.slice(40) }),
  ]);
});
afterAll(() => door?.close());

const sets = [
  { key: 'ms-lib', name: 'library', initiators: ['iqn.2030-01.test:library-1'] },
  { key: 'ms-1', name: 'host 1', initiators: ['IQN.2030-01.test:host-1', 'iqn.2030-01.test:nobody'] },
];
function luns(): LunValue[] {
  const golden = seenLun({ uniqueId: GOLDEN, name: 'golden', kind: 'golden', masking: { 'ms-lib': 'read-only' } });
  const clones = Array.from({ length: CLONES }, (_, n) =>
    seenLun({
      uniqueId: cloneId(n),
      name: `web-${nn(n)}`,
      kind: 'clone',
      parentUniqueId: GOLDEN,
      chainDepth: 1,
      sizeBytes: 1_000_000_000 + (n % 7),
      usedBytes: n % 2 ? null : 4096,
      masking: { 'ms-1': 'read-write' },
    }),
  );
  const grandchild = seenLun({
    uniqueId: 'd0000001',
    name: 'grandchild',
    kind: 'clone',
    parentUniqueId: cloneId(0),
    chainDepth: 2,
    pool: 'pool-2',
  });
  const mixed = seenLun({
    uniqueId: 'd0000002',
    name: 'mixed',
    masking: { 'ms-lib': 'read-only', 'ms-1': 'read-write' },
  });
  const quarantined = seenLun({ uniqueId: 'd0000003', name: 'old', quarantinedUntil: '2031-01-01T00:00:00Z' });
  return [golden, ...clones, grandchild, mixed, quarantined];
}

/** An agent of its own that reports these systems. */
async function report(systems: unknown[]): Promise<void> {
  const id = newId();
  await door.db.agent.create({ data: { id, name: `agent ${id}`, url: `http://127.0.0.1:1/${id}`, state: 'online' } });
  const look = {
    asOf: await databaseTime(pool),
    revision: '1',
    systems,
    capabilities: { name: id, version: '1', systems: [] },
  };
  await applyLook(pool, { id, name: `agent ${id}`, url: '', secret: '' }, look);
}

async function list<T = Page>(address: string): Promise<T> {
  const response = await door.call('GET', address, { as: door.people.viewer });
  const body = await jsonOf(response);
  expect(response.status, JSON.stringify(body)).toBe(200);
  return body as T;
}
const filtered = async (resource: string, filter: string) =>
  (await list(`/${resource}?limit=500&sort=name&filter=${encodeURIComponent(filter)}`)).items.map(({ name }) => name);
const idOf = async (resource: string, name: string) => {
  const { items } = await list(`/${resource}?filter=${encodeURIComponent(`name = "${name}"`)}`);
  return items[0]?.id ?? `no ${name}`;
};

test.each([
  ['arrays', 1],
  ['pools', 2],
  ['luns', CLONES + 4],
  ['masking-sets', 2],
  ['initiators', 3],
  ['hosts', 2],
  ['host-groups', 1],
  ['clusters', 1],
  ['vms', CLONES],
  ['library-servers', 1],
  ['library-shares', 1],
  ['virtual-disks', 1],
])('%s are listed with their age, and each has a page of its own', async (resource, total) => {
  const page = await list(`/${resource}`);
  expect(page).toMatchObject({ total, asOf: expect.stringMatching(/^20\d\d-/) });
  for (const item of page.items.slice(0, 2))
    expect(await list<Item>(`/${resource}/${item.id}`)).toMatchObject({ id: item.id });
  expect((await door.call('GET', `/${resource}/${newId()}`)).status).toBe(404);
});

test('sums and references are those of the fabric', async () => {
  expect((await list('/arrays')).items[0]).toMatchObject({
    luns: CLONES + 4,
    sizeBytes: 2e12,
    source: { stale: false },
  });
  const [first, second] = (await list('/pools?sort=name')).items;
  expect([first?.luns, second?.luns, second?.provisionedBytes]).toEqual([CLONES + 3, 1, 20_000_000_000]);
  expect((await list('/hosts?sort=name')).items.map((host) => [host.vms, host.memoryUsedBytes])).toEqual([
    [40, 40 * 2 ** 31],
    [20, 20 * 2 ** 31],
  ]);
  expect((await list('/clusters')).items[0]).toMatchObject({
    vms: CLONES,
    hosts: [{ name: 'Host 1' }, { name: 'Host 2' }],
  });
  const set = await list<Item>(`/masking-sets/${await idOf('masking-sets', 'host 1')}`);
  expect(set).toMatchObject({ lunCount: CLONES + 1, usedBy: [{ kind: 'host', name: 'Host 1' }] });
  expect((await list('/masking-sets?sort=name')).items.map((one) => (one.luns as unknown[]).length)).toEqual([20, 2]);
  const initiators = (await list('/initiators?sort=name')).items.map(
    ({ owner }) => (owner as Item | null)?.name ?? null,
  );
  expect(initiators.sort()).toEqual(['Host 1', 'Library 1', null]);
});

test('a LUN tells parent, clones, access, state and users', async () => {
  const golden = await list<Lun>(`/luns/${await idOf('luns', 'golden')}`);
  expect(golden).toMatchObject({ clones: CLONES, access: 'read-only', state: 'presented', parent: null });
  expect(golden.sealedAt).not.toBeNull();
  expect(golden.usedBy).toEqual([expect.objectContaining({ kind: 'library-server', name: 'Library 1' })]);
  const clone = await list<Lun>(`/luns/${await idOf('luns', 'web-00')}`);
  expect(clone).toMatchObject({
    clones: 1,
    parent: { id: golden.id, name: 'golden' },
    usedBy: [{ kind: 'vm', name: 'web-00' }],
  });
  expect(await list<Lun>(`/luns/${await idOf('luns', 'mixed')}`)).toMatchObject({ access: 'mixed', sealedAt: null });
});

test.each([
  ['luns', 'access = "mixed"', ['mixed']],
  ['luns', 'access = "none"', ['grandchild', 'old']],
  ['luns', 'sealed = true', ['golden']],
  ['luns', 'state = "quarantined"', ['old']],
  ['luns', 'state = "unmasked"', ['grandchild']],
  ['luns', 'kind = "golden" AND array = "Array 1"', ['golden']],
  ['luns', 'pool = "Pool 2"', ['grandchild']],
  ['luns', 'chainDepth > 1', ['grandchild']],
  [
    'vms',
    'name : "WEB-5" AND state = "running"',
    ['web-50', 'web-51', 'web-52', 'web-53', 'web-54', 'web-55', 'web-56', 'web-57', 'web-58', 'web-59'],
  ],
  ['vms', 'host = "Host 2" AND name < "web-42"', ['web-40', 'web-41']],
  ['hosts', 'cluster = "Cluster 1" AND name : "2"', ['Host 2']],
])('%s are filtered by %s', async (resource, filter, names) => {
  expect(await filtered(resource, filter)).toEqual(names);
});

test.each(['name', '-name', 'sizeBytes', '-usedBytes', 'usedBytes', '-createdAt', 'sealedAt'])(
  'pages sorted by %s hold every LUN once',
  async (sort) => {
    const seen: string[] = [];
    let token = '';
    for (let pages = 0; pages < 20; pages += 1) {
      const page = await list(`/luns?limit=7&sort=${sort}${token && `&pageToken=${encodeURIComponent(token)}`}`);
      seen.push(...page.items.map(({ id }) => id));
      token = page.nextPageToken ?? '';
      if (!token) break;
    }
    expect(seen).toHaveLength(CLONES + 4);
    expect(new Set(seen).size).toBe(CLONES + 4);
  },
);

test('a longer page takes no more queries', async () => {
  const { query } = pg.Client.prototype;
  let count = 0;
  pg.Client.prototype.query = function counted(this: pg.Client, ...args: unknown[]) {
    count += 1;
    return (query as (...all: unknown[]) => unknown).apply(this, args);
  } as typeof query;
  try {
    for (const resource of [
      'luns',
      'vms',
      'masking-sets',
      'hosts',
      'initiators',
      'templates',
      'pools',
      'arrays',
      'virtual-disks',
    ]) {
      const counts: number[] = [];
      for (const limit of [2, 60]) {
        count = 0;
        await list(`/${resource}?limit=${limit}`);
        counts.push(count);
      }
      expect(counts[0], resource).toBe(counts[1]);
      expect(counts[0], resource).toBeLessThan(25);
    }
  } finally {
    pg.Client.prototype.query = query;
  }
});

test('a template is made of a virtual disk, tells its chain and what may be done, is changed and deleted', async () => {
  const [file] = (await list('/virtual-disks')).items;
  expect(file).toMatchObject({ lun: { name: 'golden' }, templates: [] });
  const body = {
    name: 'Debian 12',
    virtualDiskId: file?.id,
    cpus: 2,
    memoryBytes: 2 ** 31,
    description: 'for web servers',
  };
  const { operator, viewer } = door.people;
  expect((await door.call('POST', '/templates', { as: viewer, body, key: newId() })).status).toBe(403);
  const key = newId();
  const made = await door.call('POST', '/templates', { as: operator, body, key });
  const template = await jsonOf(made);
  expect(made.status, JSON.stringify(template)).toBe(201);
  expect(template).toMatchObject({
    ...{ sealed: true, clones: CLONES, chainDepth: 0, maxChainDepth: 1 },
    goldenLun: { name: 'golden' },
    canClone: { allowed: true, reason: null },
    canUnseal: { allowed: false, reason: expect.stringContaining('web-00') },
  });
  expect(await jsonOf(await door.call('POST', '/templates', { as: operator, body, key }))).toEqual(template);
  expect((await door.call('POST', '/templates', { as: operator, body, key: newId() })).status).toBe(409);
  const nowhere = { ...body, name: 'other', virtualDiskId: newId() };
  expect((await door.call('POST', '/templates', { as: operator, body: nowhere, key: newId() })).status).toBe(404);

  const address = `/templates/${template.id}`;
  const etag = (await door.call('GET', address)).headers.get('etag') ?? '';
  expect((await door.call('PATCH', address, { as: operator, body: { cpus: 4 } })).status).toBe(428);
  const changed = await door.call('PATCH', address, { as: operator, body: { cpus: 4 }, headers: { 'if-match': etag } });
  expect(await jsonOf(changed)).toMatchObject({ cpus: 4, description: 'for web servers', name: 'Debian 12' });
  expect(
    (await door.call('PATCH', address, { as: operator, body: { cpus: 8 }, headers: { 'if-match': etag } })).status,
  ).toBe(412);

  const lineage = await list<{ nodes: { lun: Item; depth: number; vm: Item | null }[] }>(`${address}/lineage`);
  expect(lineage).toMatchObject({ root: { name: 'golden' }, maxChainDepth: 1 });
  expect(lineage.nodes).toHaveLength(CLONES + 2);
  expect(lineage.nodes[0]).toMatchObject({ lun: { name: 'golden' }, depth: 0, access: 'read-only' });
  expect(lineage.nodes.at(-1)).toMatchObject({ lun: { name: 'grandchild' }, depth: 2, access: 'none', vm: null });
  expect((await list('/vms?limit=3')).items.map((vm) => (vm.template as Item | null)?.name)).toEqual(
    Array(3).fill('Debian 12'),
  );

  const newest = changed.headers.get('etag') ?? '';
  expect((await door.call('DELETE', address, { as: operator, headers: { 'if-match': newest } })).status).toBe(204);
  expect((await door.call('GET', address)).status).toBe(404);
  expect((await list('/virtual-disks')).items[0]).toMatchObject({ id: file?.id });
});
