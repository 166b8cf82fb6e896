import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { VmValue } from '#contract/agent/vms.ts';
import { freshId } from './agent-client.ts';
import { httpCases } from './http-cases.ts';
import { ledgerCases } from './ledger-cases.ts';
import { moveStorageCases } from './move-storage-cases.ts';
import type { HostRig } from './rig.ts';
import { type Sample, type Stand, useStand } from './stand.ts';

type Params = { key: string; name: string; hostname: string; [name: string]: unknown };

/** Every case a host's driver must pass, through the HTTP of a real agent process that is killed on the way. */
export const describeHostConformance = (makeRig: () => Promise<HostRig>) => {
  describe('as a host', () => {
    const stand = useStand(makeRig);
    const makeSample = async (): Promise<Sample> => {
      const params = await vmParams(stand);
      const { key } = params;
      return {
        act: { operation: 'vm.create', params },
        other: { ...params, name: 'another' },
        undo: { operation: 'vm.delete', params: { key } },
        holds: async () => 'value' in (await stand.bench().read('vm', key)),
      };
    };
    httpCases(stand, makeSample);
    ledgerCases(stand, makeSample);
    definitionCases(stand);
    lifeCases(stand);
    accessCases(stand);
    crashCases(stand);
    moveStorageCases(stand);
  });
};

const vmParams = async (stand: Stand<HostRig>, granted = true): Promise<Params> => {
  const { cpus, memoryBytes, bootDisk, foreignDisk } = stand.rig();
  const key = randomUUID();
  const hostname = `vm-${key.slice(0, 8)}`;
  const disks = [granted ? await bootDisk(hostname) : await foreignDisk(hostname)];
  return { key, name: hostname, hostname, cpus, memoryBytes, disks };
};

const create = (params: Params) => ({ operation: 'vm.create', params });
const start = (stand: Stand<HostRig>, { key }: Params) => ({
  operation: 'vm.start',
  params: { key },
  deadlineMs: stand.rig().startDeadlineMs,
});
const stop = ({ key }: Params) => ({ operation: 'vm.stop', params: { key } });
const remove = ({ key }: Params) => ({ operation: 'vm.delete', params: { key } });
const readVm = async (stand: Stand<HostRig>, { key }: Params): Promise<VmValue> => {
  const answer = await stand.bench().read('vm', key);
  if ('value' in answer) return VmValue.parse(answer.value);
  throw new Error(`No VM ${key}: ${JSON.stringify(answer)}`);
};

/** Asks until the operation has ended, however long the guest takes. */
const ends = async (stand: Stand<HostRig>, id: string) => {
  for (;;) {
    const { body } = await stand.bench().recall(id);
    if ((body as { outcome: string }).outcome !== 'running') return body;
  }
};

const definitionCases = (stand: Stand<HostRig>) => {
  it('creates what is equal, refuses what is different, deletes what is missing', async () => {
    const { does, refusal, read } = stand.bench();
    const params = await vmParams(stand);
    for (const _again of [1, 2]) await does(create(params));
    expect((await refusal(create({ ...params, name: 'another' }))).code).toBe('exists_different');
    expect(await readVm(stand, params)).toMatchObject({ name: params.name, state: 'stopped', ready: false });
    for (const _again of [1, 2]) await does(remove(params));
    expect(await read('vm', params.key)).toEqual({ found: false });
    await does(stop(params));
  });
};

const lifeCases = (stand: Stand<HostRig>) => {
  it('starts a VM to its READY line under its own name, and stops it', async () => {
    const { does, refusal, inventory, put } = stand.bench();
    const params = await vmParams(stand);
    await does(create(params));
    const id = freshId();
    await put({ ...start(stand, params), id });
    expect(await ends(stand, id)).toMatchObject({ outcome: 'done' });
    const running = await readVm(stand, params);
    expect(running).toMatchObject({ state: 'running', ready: true, hostname: params.hostname });
    const found = await inventory();
    if (found.kind !== 'host') throw new Error('It is no host.');
    expect(found.vms.find((vm) => vm.key === params.key)).toEqual(running);
    await does(start(stand, params));
    expect((await refusal(remove(params))).code).toBe('in_use');
    for (const _again of [1, 2]) await does(stop(params));
    expect(await readVm(stand, params)).toMatchObject({ state: 'stopped', ready: false });
    await does(remove(params));
  });
};

const accessCases = (stand: Stand<HostRig>) => {
  it('starts no VM from a disk that is not masked to it', async () => {
    const { does, refusal } = stand.bench();
    const params = await vmParams(stand, false);
    await does(create(params));
    expect((await refusal(start(stand, params))).code).toBe('access_denied');
    expect(await readVm(stand, params)).toMatchObject({ state: 'stopped', ready: false });
    await does(remove(params));
  });

  it('starts no VM that is not there', async () => {
    const { put } = stand.bench();
    const asked = { operation: 'vm.start', params: { key: randomUUID() } };
    expect((await put(asked)).result.outcome).toBe('refused');
  });
};

const crashCases = (stand: Stand<HostRig>) => {
  it.each(['after-intent', 'after-effect'])('resolves a start cut off %s', async (window) => {
    const bench = stand.bench();
    const params = await vmParams(stand);
    await bench.does(create(params));
    const id = freshId();
    bench.crashAt(window, 'vm.start');
    const cut = bench.put({ ...start(stand, params), id }).then(() => ends(stand, id));
    await expect(cut).rejects.toThrow();
    await bench.afterCrash();
    expect(await ends(stand, id)).toMatchObject({ outcome: 'done' });
    expect(await readVm(stand, params)).toMatchObject({ ready: true, hostname: params.hostname });
    await bench.does(stop(params));
    await bench.does(remove(params));
  });
};
