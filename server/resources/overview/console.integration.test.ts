import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pool } from '#server/db/client.ts';
import { metricsText } from '#server/http/metrics.ts';
import { readiness } from '#server/http/readiness.ts';
import { type Door, jsonOf, openDoor } from '#test/door.ts';

let door: Door;
const ids = { lun: '', host: '', maskingSet: '' };

/** One array with a sealed golden, an open golden, a clone in quarantine; one host with a running VM. */
beforeAll(async () => {
  door = await openDoor();
  const { db } = door;
  const agent = await db.agent.create({
    data: {
      name: 'agent-1',
      url: 'http://127.0.0.1:1',
      state: 'online',
      lastInventoryAt: new Date('2030-01-01T00:00:00Z'),
    },
  });
  await db.agent.create({ data: { name: 'agent-2', url: 'http://127.0.0.1:2', state: 'unreachable' } });
  const like = { vendor: 'v', model: 'm', version: '1', transport: 'iscsi', capabilities: {}, agentId: agent.id };
  const array = await db.array.create({ data: { ...like, system: 'a', name: 'array-1' } });
  const gone = await db.array.create({ data: { ...like, system: 'b', name: 'array-2', missingSince: new Date() } });
  const poolOf = (arrayId: string, key: string) =>
    db.pool.create({ data: { arrayId, key, name: key, sizeBytes: 1000n, usedBytes: 250n } });
  const [first] = [await poolOf(array.id, 'pool-1'), await poolOf(gone.id, 'pool-2')];
  const lun = (uniqueId: string, data: object) =>
    db.lun.create({
      data: {
        arrayId: array.id,
        poolId: first.id,
        uniqueId,
        name: uniqueId,
        sizeBytes: 300n,
        kind: 'golden',
        chainDepth: 0,
        ...data,
      },
    });
  ids.lun = (await lun('6000eb3-golden', { sealedAt: new Date() })).id;
  await lun('6000eb3-open', {});
  await lun('6000eb3-clone', { kind: 'clone', parentUniqueId: '6000eb3-golden', quarantinedUntil: new Date() });
  const host = await db.host.create({
    data: {
      ...{
        agentId: agent.id,
        system: 'h',
        name: 'host-1',
        fqdn: 'host-1.example',
        hypervisor: 'kvm',
        version: '1',
        transport: 'iscsi',
      },
      initiators: ['iqn.2030-01.example:host-1'],
      channels: 1,
      cpus: 4,
      memoryBytes: 1n,
    },
  });
  ids.host = host.id;
  await db.vm.create({
    data: { hostId: host.id, key: 'v', name: 'web_01', state: 'running', ready: true, cpus: 1, memoryBytes: 1n },
  });
  ids.maskingSet = (
    await db.maskingSet.create({
      data: {
        arrayId: array.id,
        key: 'ms',
        name: 'set-1',
        initiators: { create: { name: 'iqn.2030-01.example:host-1' } },
      },
    })
  ).id;
  await db.finding.create({ data: { code: 'x', severity: 'info', title: 'small', reason: 'r', fingerprint: '1' } });
  await db.finding.create({
    data: {
      code: 'x',
      severity: 'critical',
      title: 'large',
      reason: 'r',
      fingerprint: '2',
      remedy: 'no remedy shape',
      object: { kind: 'lun', id: null, name: 'x' },
    },
  });
  await db.finding.create({
    data: { code: 'x', severity: 'critical', title: 'over', reason: 'r', fingerprint: '3', closedAt: new Date() },
  });
});
afterAll(() => door.close());

describe('the overview', () => {
  it('counts what there is', async () => {
    const overview = await jsonOf<{ findings: { title: string }[] }>(
      await door.call('GET', '/overview', { as: door.people.viewer }),
    );
    expect(overview).toMatchObject({
      capacity: {
        sizeBytes: 1000,
        usedBytes: 250,
        provisionedBytes: 900,
        pools: [{ name: 'pool-1', array: 'array-1', provisionedBytes: 900 }],
      },
      counts: { arrays: 1, luns: 3, hosts: 1, vms: 1, vmsRunning: 1, goldens: 2, goldensSealed: 1, quarantined: 1 },
      agents: { online: 1, total: 2 },
      jobsToday: { succeeded: 0, failed: 0, running: 0 },
    });
    expect(overview.findings.map(({ title }) => title)).toEqual(['large', 'small']);
  });

  it('shows a finding whose remedy nobody can read', async () => {
    const { findings } = await jsonOf<{ findings: object[] }>(await door.call('GET', '/overview'));
    expect(findings[0]).toMatchObject({ remedy: null, object: { kind: 'lun', name: 'x' } });
  });
});

describe('search', () => {
  const search = async (q: string) => {
    const response = await door.call('GET', `/search?${new URLSearchParams({ q })}`, { as: door.people.viewer });
    expect(response.status).toBe(200);
    return (await jsonOf<{ hits: { kind: string; id: string; name: string }[] }>(response)).hits;
  };

  it('finds by name, unique id and initiator name, whatever the case', async () => {
    expect(await search('6000EB3-GOLD')).toMatchObject([{ kind: 'lun', id: ids.lun }]);
    expect((await search('web')).map(({ kind }) => kind)).toEqual(['vm']);
    const owners = await search('IQN.2030-01.example:host-1');
    expect(owners.map(({ kind, id }) => `${kind} ${id}`).sort()).toEqual([
      `host ${ids.host}`,
      `masking-set ${ids.maskingSet}`,
    ]);
  });

  it('takes LIKE signs as what they are', async () => {
    expect(await search('web_0')).toHaveLength(1);
    for (const q of ['we_', '%', 'e%1', '\\']) expect(await search(q), q).toEqual([]);
  });
});

describe('settings and drafts', () => {
  it('are kept, and the rest stays as it was', async () => {
    const managementServer = { version: '2012 R2', runsOn: 'WS2012' };
    const write = (body: object) => door.call('PATCH', '/settings', { body, headers: { 'if-match': '*' } });
    expect(await jsonOf(await write({ managementServer }))).toEqual({ managementServer, quarantineDays: 7 });
    expect(await jsonOf(await write({ quarantineDays: 0 }))).toEqual({ managementServer, quarantineDays: 0 });
    expect(await jsonOf(await write({ managementServer: null }))).toEqual({
      managementServer: null,
      quarantineDays: 0,
    });
    expect((await write({ quarantineDays: 366 })).status).toBe(400);
  });

  it('fall back where the database holds what nobody can read', async () => {
    await door.db.setting.update({ where: { key: 'quarantineDays' }, data: { value: 'a week' } });
    expect(await jsonOf(await door.call('GET', '/settings'))).toEqual({ managementServer: null, quarantineDays: 7 });
  });

  it('are everyone’s own, as drafts', async () => {
    const put = (content: object | null) =>
      door.call('PUT', '/drafts/clone-vms', { as: door.people.operator, body: { content } });
    expect(await jsonOf(await put({ count: 5 }))).toMatchObject({
      wizard: 'clone-vms',
      content: { count: 5 },
      updatedAt: expect.any(String),
    });
    expect(await jsonOf(await door.call('GET', '/drafts/clone-vms', { as: door.people.viewer }))).toEqual({
      wizard: 'clone-vms',
      content: null,
      updatedAt: null,
    });
    expect(await jsonOf(await put(null))).toEqual({ wizard: 'clone-vms', content: null, updatedAt: null });
    expect((await put({ text: 'x'.repeat(200_001) })).status).toBe(400);
  });
});

describe('what the machine room reads', () => {
  it('is not ready without a worker, and ready with one', async () => {
    expect(await readiness()).toEqual({ ready: false, database: 'answers', workers: 0, sealed: false });
    const worker = await pool.connect();
    const { holdLiveness } = await import('#server/jobs/live-workers.ts');
    await holdLiveness(worker as never, crypto.randomUUID());
    expect(await readiness()).toMatchObject({ ready: true, workers: 1 });
    await worker.query('SELECT pg_advisory_unlock_all()');
    worker.release();
  });

  it('says that secrets are sealed off when their key is missing', async () => {
    await door.db.agent.update({ where: { name: 'agent-2' }, data: { secretSealed: 'v1.lost.AAAA.AAAA' } });
    expect(await readiness()).toMatchObject({ database: 'answers', sealed: true });
  });

  it('are figures in Prometheus’ own format', async () => {
    await door.call('GET', '/me');
    const text = await metricsText();
    expect(text).toContain('# TYPE heddle_jobs gauge\n');
    expect(text).toContain('heddle_jobs{state="running"} 0\n');
    expect(text).toContain('heddle_agents{state="unreachable"} 1\n');
    expect(text).toMatch(/heddle_http_requests_total\{endpoint="me\.get",status="200"\} [1-9]/);
    for (const line of text.trimEnd().split('\n'))
      expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{(\w+="[^"]*",?)+\})? \d+)$/);
  });
});
