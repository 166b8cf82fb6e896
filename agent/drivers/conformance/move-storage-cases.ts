import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { VmValue } from '#contract/agent/vms.ts';
import { freshId } from './agent-client.ts';
import { freshUniqueId } from './lun-maker.ts';
import type { HostRig } from './rig.ts';
import type { Stand } from './stand.ts';

type Disk = Awaited<ReturnType<HostRig['bootDisk']>>;

/** A VM whose disk moves to an empty one and back; a host that moves no storage must say so. */
export const moveStorageCases = (stand: Stand<HostRig>) => {
  describe('with storage migration', () => {
    refusalCases(stand);
    journeyCases(stand);
    crashCases(stand);
  });
};

const move = (key: string, from: string, to: Disk, bytesPerSecond: number | null = null) => ({
  operation: 'vm.move-storage',
  params: { key, from, to, bytesPerSecond },
});

/** A stopped VM with its boot disk and an empty one beside it; null when the host says that it moves no storage. */
const travellerOf = async (stand: Stand<HostRig>) => {
  const { does, refusal, read } = stand.bench();
  const { bootDisk, emptyDisk, cpus, memoryBytes } = stand.rig();
  const key = randomUUID();
  const hostname = `vm-${key.slice(0, 8)}`;
  const home = await bootDisk(hostname);
  await does({ operation: 'vm.create', params: { key, name: hostname, hostname, cpus, memoryBytes, disks: [home] } });
  const end = async () => {
    await does({ operation: 'vm.stop', params: { key } });
    await does({ operation: 'vm.delete', params: { key } });
  };
  if (!emptyDisk) {
    expect((await refusal(move(key, home.uniqueId, home))).code).toBe('unsupported');
    await end();
    return null;
  }
  const readVm = async () => {
    const answer = await read('vm', key);
    if ('value' in answer) return VmValue.parse(answer.value);
    throw new Error(`No VM ${key}: ${JSON.stringify(answer)}`);
  };
  const isOn = async () => (await readVm()).disks.map(({ uniqueId }) => uniqueId);
  return { key, hostname, home, away: await emptyDisk(`${hostname}-away`), isOn, readVm, end };
};

const start = async (stand: Stand<HostRig>, key: string) => {
  const { put, recall } = stand.bench();
  const id = freshId();
  await put({ id, operation: 'vm.start', params: { key }, deadlineMs: stand.rig().startDeadlineMs });
  for (;;) {
    const { body } = await recall(id);
    if ((body as { outcome: string }).outcome !== 'running') return expect(body).toMatchObject({ outcome: 'done' });
  }
};

const refusalCases = (stand: Stand<HostRig>) => {
  it('moves no disk that is not there, nor to one that is not masked to it', async () => {
    const { refusal } = stand.bench();
    const traveller = await travellerOf(stand);
    if (!traveller) return;
    const { key, home, away, isOn, end } = traveller;
    const foreign = await stand.rig().foreignDisk('foreign');
    expect((await refusal(move(randomUUID(), home.uniqueId, away))).code).toBe('not_found');
    expect((await refusal(move(key, freshUniqueId(), away))).code).toBe('not_found');
    expect((await refusal(move(key, home.uniqueId, foreign))).code).toBe('access_denied');
    expect(await isOn()).toEqual([home.uniqueId]);
    await end();
  });
};

const journeyCases = (stand: Stand<HostRig>) => {
  it('moves the disk of a running VM there and back, which goes on', async () => {
    const { does } = stand.bench();
    const traveller = await travellerOf(stand);
    if (!traveller) return;
    const { key, hostname, home, away, isOn, readVm, end } = traveller;
    await start(stand, key);
    for (const _again of [1, 2]) await does(move(key, home.uniqueId, away));
    expect(await isOn()).toEqual([away.uniqueId]);
    expect(await readVm()).toMatchObject({ state: 'running', ready: true, hostname });
    for (const _again of [1, 2]) await does(move(key, away.uniqueId, home));
    expect(await isOn()).toEqual([home.uniqueId]);
    expect(await readVm()).toMatchObject({ state: 'running', ready: true, hostname });
    await end();
  });

  it('starts a VM from where its disk was moved while it was stopped', async () => {
    const { does } = stand.bench();
    const traveller = await travellerOf(stand);
    if (!traveller) return;
    const { key, hostname, home, away, readVm, end } = traveller;
    await does(move(key, home.uniqueId, away));
    await start(stand, key);
    expect(await readVm()).toMatchObject({ ready: true, hostname, disks: [{ uniqueId: away.uniqueId }] });
    await end();
  });
};

const crashCases = (stand: Stand<HostRig>) => {
  it.each(['after-intent', 'after-effect'])('resolves a move cut off %s', async (window) => {
    const bench = stand.bench();
    const traveller = await travellerOf(stand);
    if (!traveller) return;
    const { key, home, away, isOn, end } = traveller;
    const sent = { ...move(key, home.uniqueId, away), id: freshId(), jobId: freshId() };
    bench.crashAt(window, sent.operation);
    await expect(bench.put(sent)).rejects.toThrow();
    await bench.afterCrash();
    expect((await bench.put(sent)).result.outcome).toBe('done');
    expect(await isOn()).toEqual([away.uniqueId]);
    await bench.does({ ...move(key, away.uniqueId, home), jobId: sent.jobId, undoes: sent.id });
    expect((await bench.put(sent)).status).toBe(409);
    expect(await isOn()).toEqual([home.uniqueId]);
    await end();
  });
};
