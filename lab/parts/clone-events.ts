import assert from 'node:assert/strict';
import { readdir, rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import { vmFiles } from '#agent/drivers/qemu/vm-definition.ts';
import { createTgtd } from '#agent/drivers/tgt/tgtd.ts';
import { endProcess, type ProcessIdentity, processOfPidFile } from '#agent/exec/process-table.ts';
import { run } from '#agent/exec/run.ts';
import type { PlanDto } from '#contract/api/plans.ts';
import type { WorldEvent } from '#test/rig/event-cases.ts';
import { initiatorOf } from '#test/rig/fabric-config.ts';
import { actFirst } from '#test/rig/first-acts.ts';
import { rowOf } from '#test/rig/row-of.ts';
import { until } from '#test/rig/until.ts';
import { inventoryOf } from '#test/rig/world.ts';
import type { ArrayRoom } from './array-room.ts';
import { roomOf, stateDirIn } from './real-parts.ts';
import {
  before,
  comesThrough,
  killsMidway,
  presentsElsewhere,
  stuck,
  takenBack,
  tgtdDies,
  undone,
  whenLogged,
} from './world-events.ts';

const mib = 2 ** 20;

/** A stranger's masking set has the key that the plan chose: it is not ours to take away. */
const takesKey: WorldEvent['happen'] = async ({ agents }, plan) => {
  const { endpoint } = agents.array;
  const key = String(rowOf(plan, 'masking-set-1.create').params.key);
  const set = { key, name: 'Stranger', initiators: ['iqn.2030-01.test:stranger'] };
  await actFirst(endpoint, 'array', [['masking-set.create', set]]);
  return async () => {
    const [array] = await inventoryOf([endpoint], (system) => system);
    assert.ok(array?.kind === 'array');
    assert.deepEqual(
      array.maskingSets.find((one) => one.key === key),
      set,
    );
    await actFirst(endpoint, 'array', [['masking-set.delete', { key }]]);
  };
};

/** All but a little of the pool's room is given to something else. */
const fillsPool: WorldEvent['happen'] = async (fabric) => {
  const { poolDir } = roomOf(fabric);
  const filler = path.join(path.dirname(poolDir), 'filler');
  const { bsize, bavail } = await statfs(poolDir);
  await run(['fallocate', '-l', String(bsize * bavail - 8 * mib), filler]);
  return () => rm(filler);
};

const freezesPool: WorldEvent['happen'] = async (fabric) => {
  const { poolDir } = roomOf(fabric);
  await run(['chattr', '+i', poolDir]);
  return async () => void (await run(['chattr', '-i', poolDir]));
};

const whenCopied = async ({ poolDir }: ArrayRoom) => {
  const atFirst = (await readdir(poolDir)).length;
  return async () => (await readdir(poolDir)).length > atFirst;
};

const whenDeleted = async ({ poolDir }: ArrayRoom) => {
  const atFirst = (await readdir(poolDir)).length;
  return async () => (await readdir(poolDir)).length < atFirst;
};
const cloneIn = (plan: PlanDto) => String(rowOf(plan, 'lun-1.clone').params.uniqueId);

/** What may come in between while LUNs are cloned on real parts. */
export const cloneLunEvents: readonly WorldEvent[] = [
  before('do', 'masking-set-1.create', 'its key is taken', undone('exists_different'), takesKey),
  before('do', 'lun-1.clone', 'the pool is full', undone('pool_full'), fillsPool),
  before('do', 'lun-1.clone', 'the pool cannot be written', undone('driver_error'), freezesPool),
  before('do', 'lun-1.clone', 'the array agent dies as it clones', comesThrough, killsMidway('array', whenCopied)),
  before('do', 'lun-1.present', 'the array agent dies as it presents', comesThrough, killsMidway('array', whenLogged)),
  before('do', 'lun-1.present', 'tgtd dies', comesThrough, tgtdDies),
  before('undo', 'lun-1.clone', 'the array agent dies as it deletes', takenBack, killsMidway('array', whenDeleted)),
  before('undo', 'lun-1.clone', 'a stranger is given the clone', stuck('in_use'), presentsElsewhere(cloneIn)),
];

/** Pid files of the guests that a host runs. */
async function pidFilesOf(room: ArrayRoom): Promise<string[]> {
  const vms = path.join(stateDirIn(room, 'host-1'), 'vms');
  const names = await readdir(vms).catch(() => []);
  return names.map((name) => vmFiles(path.join(vms, name)).pid);
}
async function guestsOf(room: ArrayRoom): Promise<ProcessIdentity[]> {
  return (await pidFilesOf(room)).flatMap((file) => processOfPidFile(file, file) ?? []);
}

const whenEnded = async (room: ArrayRoom) => async () => (await guestsOf(room)).length === 0;
const whenLaunched = async (room: ArrayRoom) => async () => (await guestsOf(room)).length > 0;

/** Somebody shuts the host out of the clone in tgtd itself. */
const shutsHostOut: WorldEvent['happen'] = async (fabric, plan: PlanDto) => {
  const tgtd = createTgtd(roomOf(fabric).tgtd.socket);
  const { uniqueId } = rowOf(plan, 'vm-1.clone').params;
  const target = (await tgtd.show()).find(({ iqn }) => iqn.endsWith(String(uniqueId)));
  assert.ok(target, 'the clone has a target');
  await tgtd.unbind(target.tid, initiatorOf('host-1'));
  return async () => {};
};

const killsGuest: WorldEvent['happen'] = async (fabric) => {
  const room = roomOf(fabric);
  const killed = until('a guest to boot', async () => (await guestsOf(room))[0]).then((guest) =>
    endProcess(guest, [['SIGKILL', 10_000]]),
  );
  killed.catch(() => {});
  return () => killed;
};

/** What may come in between while VMs are cloned on real parts. */
export const cloneVmEvents: readonly WorldEvent[] = [
  before('do', 'vm-1.start', 'somebody shuts its host out', undone('access_denied'), shutsHostOut),
  before('do', 'vm-1.start', 'the host agent dies as a guest boots', comesThrough, killsMidway('host-1', whenLaunched)),
  before('do', 'vm-1.start', 'the guest is killed while it boots', comesThrough, killsGuest),
  before('undo', 'vm-1.start', 'the host agent dies as a guest ends', takenBack, killsMidway('host-1', whenEnded)),
];
