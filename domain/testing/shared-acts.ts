import type { LunFact } from '#domain/fabric/facts.ts';
import type { ModelRegistrations } from './model-registrations.ts';
import type { ModelVm, ModelWorld } from './model-world.ts';
import { refuseIf } from './world-refusal.ts';

type Input = { [name: string]: unknown };
export type Acts = { [operation: string]: (params: Input, system: string) => Input | undefined };

/** What arrays and hosts do with LUNs that several hosts share. */
export function sharedActs(world: ModelWorld, registrations: ModelRegistrations): Acts {
  const on = ({ uniqueId }: Input): string => world.lun(uniqueId).uniqueId;
  const keysOf = ({ keys }: Input) => keys as string[];
  const silently = (act: (params: Input, system: string) => void) => (params: Input, system: string) => {
    act(params, system);
    return undefined;
  };
  return {
    'lun.create': (p) => createLun(world, p),
    'vm.move-storage': silently((p, system) => moveStorage(world, world.vm(system, p.key), p)),
    'registrations.admit': silently((p) => registrations.admit(on(p), keysOf(p))),
    'registrations.dismiss': silently((p) => registrations.dismiss(on(p), keysOf(p))),
    'registrations.confirm': silently((p) => registrations.confirm(on(p), keysOf(p))),
    'registrations.preempt': (p) => {
      registrations.preempt(on(p), keysOf(p));
      return { preempted: p.keys };
    },
    'registrations.probe': (p) => registrations.probe(on(p), Number(p.ceiling)),
    'shared-disk.attach': silently((p, system) => attach(world, registrations, p, system)),
    'shared-disk.detach': silently((p, system) => {
      const uniqueId = on(p);
      refuseIf(world.vmsWith(system, uniqueId).length > 0, 'in_use');
      registrations.unregister(system, uniqueId);
      world.shared.delete(`${system} ${uniqueId}`);
      const { initiators = [] } = registrations.hostOf(system) ?? {};
      const lun = world.lun(uniqueId);
      lun.sessions = lun.sessions.filter((name) => name !== initiators[0]);
    }),
    'shared-disk.reserve': silently((p, system) => registrations.reserve(system, on(p), Number(p.type))),
    'shared-disk.release': silently((p, system) => registrations.release(system, on(p))),
    'shared-disk.preempt': (p, system) => {
      registrations.preemptBy(system, on(p), keysOf(p));
      return { preempted: p.keys };
    },
  };
}

function attach(world: ModelWorld, registrations: ModelRegistrations, p: Input, system: string): void {
  const lun = world.lun(p.uniqueId);
  refuseIf(lun.targetIqn !== p.targetIqn || !world.mayWrite(system, lun), 'access_denied');
  registrations.register(system, lun.uniqueId);
  world.shared.add(`${system} ${lun.uniqueId}`);
  const { initiators = [] } = registrations.hostOf(system) ?? {};
  lun.sessions = [...new Set([...lun.sessions, ...initiators.slice(0, 1)])].sort();
}

function createLun(world: ModelWorld, p: Input): Input {
  const { pool: poolId, ...rest } = p as Pick<LunFact, 'uniqueId' | 'name' | 'sizeBytes' | 'kind'> & { pool: string };
  const all = [...world.luns.values()];
  refuseIf(
    all.some((lun) => lun.uniqueId === rest.uniqueId || lun.name === rest.name),
    'exists',
  );
  const at = { targetIqn: `iqn.2026-01.lab.san-1:${rest.uniqueId}`, portal: '10.0.0.1:3260', lunNumber: 1 };
  world.luns.set(rest.uniqueId, {
    ...{ id: '', arrayId: '', poolId, usedBytes: 0, parentUniqueId: null, chainDepth: 0, masking: {} },
    ...{ sessions: [], quarantinedUntil: null },
    ...rest,
    ...at,
  });
  return at;
}

/** The copy takes the place of what it was copied from. */
function moveStorage(world: ModelWorld, vm: ModelVm, p: Input): void {
  const { from, to } = p as { from: string; to: { uniqueId: string; targetIqn: string } };
  refuseIf(!vm.attached.some(({ uniqueId }) => uniqueId === from), 'not_found');
  refuseIf(!world.shared.has(`${vm.system} ${to.uniqueId}`), 'in_use');
  const lun = world.lun(to.uniqueId);
  refuseIf(lun.targetIqn !== to.targetIqn || !world.mayWrite(vm.system, lun), 'access_denied');
  const copy = { uniqueId: to.uniqueId, targetIqn: to.targetIqn };
  vm.attached = vm.attached.map((disk) => (disk.uniqueId === from ? copy : disk));
  vm.diskUniqueIds = vm.attached.map(({ uniqueId }) => uniqueId);
}
