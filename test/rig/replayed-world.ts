import type { Params } from '#domain/plans/plan.ts';
import type { World } from './world.ts';
import { emptyWorld } from './world.ts';

type Lun = World['luns'][string] & { masking: Record<string, string> };
type Act = { system: string; operation: string; params: Params };

/** The objects of one agent's systems as they follow from its ledger, by `<system> <own key>`. */
export type ReplayedWorld = {
  luns: Map<string, Lun>;
  shared: Map<string, World['shared'][string]>;
  sets: Map<string, string[]>;
  disks: Map<string, World['disks'][string]>;
  vms: Map<string, World['vms'][string]>;
  /** Clones under way while their parent could be written to. */
  tainted: Set<string>;
};

/** Changes the world by an act that is done. An act that is none of those below is a hole in this file: it throws. */
export function take(world: ReplayedWorld, { system, operation, params }: Act): void {
  const change = changes[operation];
  if (!change) throw new Error(`The replay does not know what ${operation} does.`);
  change(world, system, params);
}

export const lunKey = ({ system, params }: Pick<Act, 'system' | 'params'>, name = 'uniqueId') =>
  `${system} ${params[name]}`;

type Change = (world: ReplayedWorld, system: string, params: Params) => void;
const text = (value: unknown) => String(value);

const changes: Record<string, Change> = {
  'lun.create': ({ luns }, system, { uniqueId, name, kind }) =>
    luns.set(`${system} ${uniqueId}`, {
      name: text(name),
      kind: text(kind),
      parent: null,
      masking: {},
      quarantined: null,
      admitted: [],
    }),
  'lun.clone': ({ luns }, system, { uniqueId, name, sourceUniqueId }) => {
    const parent = text(sourceUniqueId);
    const fresh = { masking: {}, quarantined: null, admitted: [] };
    luns.set(`${system} ${uniqueId}`, { name: text(name), kind: 'clone', parent, ...fresh });
  },
  'lun.delete': ({ luns }, system, { uniqueId }) => void luns.delete(`${system} ${uniqueId}`),
  'lun.set-quarantine': ({ luns }, system, { uniqueId, until }) => {
    const lun = luns.get(`${system} ${uniqueId}`);
    if (lun) lun.quarantined = until === null ? null : text(until);
  },
  'masking-set.create': ({ sets }, system, { key, initiators }) =>
    sets.set(`${system} ${key}`, (initiators as string[]).toSorted()),
  'masking-set.delete': ({ sets }, system, { key }) => void sets.delete(`${system} ${key}`),
  'masking.present': ({ luns }, system, { uniqueId, maskingSet, access }) => {
    const lun = luns.get(`${system} ${uniqueId}`);
    if (lun) lun.masking[text(maskingSet)] = text(access);
  },
  'masking.remove': ({ luns }, system, { uniqueId, maskingSet }) => {
    delete luns.get(`${system} ${uniqueId}`)?.masking[text(maskingSet)];
  },
  'registrations.admit': ({ luns }, system, { uniqueId, keys }) => {
    const lun = luns.get(`${system} ${uniqueId}`);
    if (lun) lun.admitted = [...new Set([...lun.admitted, ...(keys as string[])])].sort();
  },
  'registrations.dismiss': (world, system, params) => dismiss(world, system, params),
  'registrations.preempt': (world, system, params) => dismiss(world, system, params),
  'registrations.confirm': () => {},
  'registrations.probe': () => {},
  'shared-disk.attach': ({ shared }, system, { uniqueId }) => shared.set(`${system} ${uniqueId}`, { online: true }),
  'shared-disk.detach': ({ shared }, system, { uniqueId }) => void shared.delete(`${system} ${uniqueId}`),
  'shared-disk.reserve': () => {},
  'shared-disk.release': () => {},
  // A host takes registrations away, not the room that the array keeps for them.
  'shared-disk.preempt': () => {},
  'disk.offline': ({ disks }, system, { uniqueId }) =>
    disks.set(`${system} ${uniqueId}`, { online: false, mounts: [] }),
  'disk.online': ({ disks }, system, { uniqueId, mounts }) => {
    const paths = (mounts as { path: string }[]).map((mount) => mount.path);
    disks.set(`${system} ${uniqueId}`, { online: true, mounts: paths });
  },
  'disk.probe-write': () => {},
  'vm.create': ({ vms }, system, { key, name, cpus, memoryBytes, disks }) => {
    const ids = (disks as { uniqueId: string }[]).map((disk) => disk.uniqueId);
    const known = vms.get(`${system} ${key}`);
    const state = known?.state ?? 'stopped';
    vms.set(`${system} ${key}`, {
      name: text(name),
      state,
      cpus: Number(cpus),
      memoryBytes: Number(memoryBytes),
      disks: ids,
    });
  },
  'vm.start': ({ vms }, system, { key }) => setState(vms, `${system} ${key}`, 'running'),
  'vm.stop': ({ vms }, system, { key }) => setState(vms, `${system} ${key}`, 'stopped'),
  'vm.move-storage': ({ vms }, system, { key, from, to }) => {
    const vm = vms.get(`${system} ${key}`);
    const { uniqueId } = to as { uniqueId: string };
    if (vm) vm.disks = vm.disks.map((disk) => (disk === from ? uniqueId : disk));
  },
  'vm.delete': ({ vms }, system, { key }) => void vms.delete(`${system} ${key}`),
};

function dismiss({ luns }: ReplayedWorld, system: string, { uniqueId, keys }: Params): void {
  const lun = luns.get(`${system} ${uniqueId}`);
  if (lun) lun.admitted = lun.admitted.filter((key) => !(keys as string[]).includes(key));
}

function setState(vms: ReplayedWorld['vms'], key: string, state: string): void {
  const vm = vms.get(key);
  if (vm) vm.state = state;
}

/**
 * As inventories tell it: a library node, of these initiators, reports the disks that are masked to it, and those that it
 * lists in any case.
 */
export function worldOfReplays(
  replays: readonly ReplayedWorld[],
  nodes: Record<string, readonly string[]>,
  listed: readonly string[],
): World {
  const world = emptyWorld();
  for (const { luns, shared, sets, vms } of replays) {
    Object.assign(world.luns, Object.fromEntries(luns));
    Object.assign(world.shared, Object.fromEntries(shared));
    Object.assign(world.sets, Object.fromEntries(sets));
    Object.assign(world.vms, Object.fromEntries(vms));
  }
  const disks = new Map(replays.flatMap((one) => [...one.disks]));
  for (const [system, initiators] of Object.entries(nodes))
    for (const [key, { masking }] of Object.entries(world.luns)) {
      const [array = '', uniqueId = ''] = key.split(' ');
      const seenBy = Object.keys(masking).flatMap((set) => world.sets[`${array} ${set}`] ?? []);
      const isSeen = seenBy.some((initiator) => initiators.includes(initiator));
      if (!isSeen && !listed.includes(uniqueId)) continue;
      world.disks[`${system} ${uniqueId}`] = disks.get(`${system} ${uniqueId}`) ?? { online: false, mounts: [] };
    }
  return world;
}
