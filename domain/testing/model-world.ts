import type { DiskFact, HostFact, LibraryServerFact, LunFact, MaskingSetFact, VmFact } from '#domain/fabric/facts.ts';
import { isSealed } from '#domain/fabric/masking.ts';
import { canonicalText } from '#domain/plans/canonical.ts';
import type { Observed } from '#domain/plans/proof.ts';
import type { CsvFact } from '#domain/procedures/csv-facts.ts';
import { ModelRegistrations } from './model-registrations.ts';
import { type Acts, sharedActs } from './shared-acts.ts';
import { orRefuse, refuseIf, WorldRefusal } from './world-refusal.ts';

type Disk = DiskFact & { system: string };
export type ModelVm = VmFact & { system: string; ready: boolean; attached: { uniqueId: string; targetIqn: string }[] };
type Facts = {
  luns?: LunFact[];
  maskingSets?: MaskingSetFact[];
  libraryServers?: LibraryServerFact[];
  disks?: DiskFact[];
  hosts?: HostFact[];
  vms?: VmFact[];
  /** LUNs that hosts share. */
  csvs?: Pick<CsvFact, 'lun' | 'registrations' | 'attachedHostIds'>[];
  /** How many registrations one LUN holds; left out = any number. */
  registrationLimit?: number;
};
type Input = { [name: string]: unknown };

/**
 * A fabric of one array, in memory, that does what the agent contract says of each operation: for tests that carry a
 * plan out and take it back. It refuses what a strict array, library server or hypervisor refuses.
 */
export class ModelWorld {
  readonly luns = new Map<string, LunFact>();
  readonly sets = new Map<string, MaskingSetFact>();
  readonly disks = new Map<string, Disk>();
  readonly vms = new Map<string, ModelVm>();
  /** 'system uniqueId' of what is attached to a host that shares it with others. */
  readonly shared = new Set<string>();
  private readonly initiators = new Map<string, string[]>();
  private readonly registrations: ModelRegistrations;
  private readonly acts: Acts;

  constructor(facts: Facts) {
    this.registrations = new ModelRegistrations(facts.hosts ?? [], facts.registrationLimit ?? null);
    this.acts = { ...this.plainActs, ...sharedActs(this, this.registrations) };
    const systems = new Map(facts.libraryServers?.map((server) => [server.id, server.system]));
    for (const lun of facts.luns ?? []) this.luns.set(lun.uniqueId, structuredClone(lun));
    for (const set of facts.maskingSets ?? []) this.sets.set(set.key, structuredClone(set));
    for (const disk of facts.disks ?? []) {
      const system = systems.get(disk.libraryServerId) ?? disk.libraryServerId;
      this.disks.set(`${system} ${disk.uniqueId}`, { ...structuredClone(disk), system });
    }
    for (const host of facts.hosts ?? []) this.initiators.set(host.system, host.initiators);
    for (const { lun, registrations, attachedHostIds } of facts.csvs ?? []) {
      this.luns.set(lun.uniqueId, structuredClone(lun));
      if (registrations) this.registrations.put(lun.uniqueId, registrations);
      for (const host of facts.hosts ?? [])
        if (attachedHostIds.includes(host.id)) this.shared.add(`${host.system} ${lun.uniqueId}`);
    }
    for (const vm of facts.vms ?? []) {
      const system = facts.hosts?.find((host) => host.id === vm.hostId)?.system ?? vm.hostId;
      const attached = vm.diskUniqueIds.map((uniqueId) => ({
        uniqueId,
        targetIqn: this.luns.get(uniqueId)?.targetIqn ?? '',
      }));
      this.vms.set(`${system} ${vm.key}`, { ...structuredClone(vm), system, ready: vm.state === 'running', attached });
    }
  }

  /** Everything there is, as text: two worlds that are the same give the same. */
  snapshot(): string {
    const vms = [...this.vms].map(([key, { id: _id, hostId: _hostId, ...vm }]) => [key, vm]);
    const { luns, sets, disks } = this;
    const of = (entries: Iterable<unknown[]>) => Object.fromEntries(entries as Iterable<[string, unknown]>);
    const registered = [...luns.keys()].map((uniqueId) => {
      const { registrants, holder } = this.registrations.value(uniqueId);
      return [uniqueId, { registrants, holder }];
    });
    const shared = { registered: of(registered), attached: [...this.shared].sort() };
    return canonicalText({ luns: of(luns), sets: of(sets), disks: of(disks), vms: of(vms), shared });
  }

  act(system: string, operation: string, params: Input): Input {
    const act = this.acts[operation];
    if (!act) throw new WorldRefusal(`nobody knows ${operation}`);
    return act(params, system) ?? {};
  }

  read(system: string, read: string, params: Input): Observed {
    if (read === 'lun') return found(this.lunValue(String(params.uniqueId)));
    if (read === 'shared-disk') return found(this.sharedDisk(system, String(params.uniqueId)));
    if (read === 'masking-set') return found(this.sets.get(String(params.key)));
    if (read === 'disk') return found(this.disks.get(`${system} ${params.uniqueId}`));
    const vm = this.vms.get(`${system} ${params.key}`);
    return found(vm && { ...vm, disks: vm.attached.map(({ uniqueId }) => ({ uniqueId })) });
  }

  private readonly plainActs: Acts = {
    'lun.clone': (p) => this.clone(p),
    'lun.delete': (p) => this.deleteLun(String(p.uniqueId)),
    'lun.set-quarantine': (p) => {
      const lun = this.lun(p.uniqueId);
      refuseIf(p.until !== null && Object.keys(lun.masking).length > 0, 'in_use');
      lun.quarantinedUntil = p.until as string | null;
      return undefined;
    },
    'masking-set.create': (p) => {
      refuseIf(this.sets.has(String(p.key)), 'exists');
      this.sets.set(String(p.key), {
        id: '',
        arrayId: '',
        ...(p as { key: string; name: string; initiators: string[] }),
      });
      return undefined;
    },
    'masking-set.delete': (p) => {
      refuseIf(
        [...this.luns.values()].some((lun) => Object.hasOwn(lun.masking, String(p.key))),
        'in_use',
      );
      this.sets.delete(String(p.key));
      return undefined;
    },
    'masking.present': (p) => {
      const lun = this.lun(p.uniqueId);
      refuseIf(!this.sets.has(String(p.maskingSet)), 'not_found');
      refuseIf(lun.quarantinedUntil !== null, 'in_quarantine');
      const now = lun.masking[String(p.maskingSet)];
      refuseIf(now !== undefined && now !== p.access, 'exists_different');
      lun.masking[String(p.maskingSet)] = p.access as 'read-write' | 'read-only';
      return undefined;
    },
    'masking.remove': (p) => {
      delete this.lun(p.uniqueId).masking[String(p.maskingSet)];
      return undefined;
    },
    'disk.offline': (p, system) => {
      const disk = this.disk(system, p.uniqueId);
      refuseIf(disk.criticalFor.length > 0, 'critical_disk');
      Object.assign(disk, { online: false, mounts: [] });
      return undefined;
    },
    'disk.online': (p, system) => {
      const disk = this.disk(system, p.uniqueId);
      const elsewhere = [...this.disks.values()].some(
        (one) => one !== disk && one.uniqueId === disk.uniqueId && one.mounts.length > 0,
      );
      refuseIf(elsewhere, 'mounted_elsewhere');
      const lun = this.lun(p.uniqueId);
      refuseIf(Object.keys(lun.masking).length === 0, 'access_denied');
      Object.assign(disk, { online: true, readOnly: isSealed(lun), mounts: structuredClone(p.mounts) });
      return undefined;
    },
    'disk.probe-write': (p, system) => ({
      write: this.disk(system, p.uniqueId).readOnly ? 'denied' : 'allowed',
      sense: null,
    }),
    'vm.create': (p, system) => this.createVm(p, system),
    'vm.start': (p, system) => this.startVm(this.vm(system, p.key)),
    'vm.stop': (p, system) => {
      Object.assign(this.vm(system, p.key), { state: 'stopped', ready: false });
      return undefined;
    },
    'vm.delete': (p, system) => {
      refuseIf(this.vms.get(`${system} ${p.key}`)?.state === 'running', 'in_use');
      this.vms.delete(`${system} ${p.key}`);
      return undefined;
    },
  };

  private clone(p: Input): Input {
    const source = this.lun(p.sourceUniqueId);
    const { uniqueId, name } = p as { uniqueId: string; name: string };
    refuseIf(Object.values(source.masking).includes('read-write'), 'parent_open_rw');
    refuseIf(this.luns.has(uniqueId) || [...this.luns.values()].some((lun) => lun.name === name), 'exists');
    const at = { targetIqn: `iqn.2026-01.lab.san-1:${uniqueId}`, portal: '10.0.0.1:3260', lunNumber: 1 };
    const parentUniqueId = source.uniqueId;
    const clone: LunFact = { ...source, id: '', uniqueId, name, kind: 'clone', parentUniqueId, masking: {}, ...at };
    this.luns.set(uniqueId, { ...clone, chainDepth: source.chainDepth + 1 });
    return at;
  }

  private deleteLun(uniqueId: string): undefined {
    const lun = this.luns.get(uniqueId);
    refuseIf(lun !== undefined && Object.keys(lun.masking).length > 0, 'in_use');
    refuseIf(
      [...this.luns.values()].some((one) => one.parentUniqueId === uniqueId),
      'has_children',
    );
    this.luns.delete(uniqueId);
    this.registrations.forget(uniqueId);
    return undefined;
  }

  private createVm(p: Input, system: string): undefined {
    const { disks, hostname, ...rest } = p as {
      key: string;
      name: string;
      hostname: string;
      cpus: number;
      memoryBytes: number;
      disks: ModelVm['attached'];
    };
    refuseIf(this.vms.has(`${system} ${rest.key}`), 'exists');
    for (const disk of disks) refuseIf(this.lun(disk.uniqueId).targetIqn !== disk.targetIqn, 'access_denied');
    const attached = disks.map(({ uniqueId, targetIqn }) => ({ uniqueId, targetIqn }));
    const diskUniqueIds = disks.map((disk) => disk.uniqueId);
    this.vms.set(`${system} ${rest.key}`, {
      id: '',
      hostId: '',
      hostname,
      state: 'stopped',
      ready: false,
      diskUniqueIds,
      attached,
      system,
      ...rest,
    });
    return undefined;
  }

  /** A guest boots only when a masking set with an initiator of its host grants write access to every disk. */
  private startVm(vm: ModelVm): undefined {
    for (const { uniqueId } of vm.attached) refuseIf(!this.mayWrite(vm.system, this.lun(uniqueId)), 'access_denied');
    Object.assign(vm, { state: 'running', ready: true });
    return undefined;
  }

  mayWrite(system: string, lun: LunFact): boolean {
    const grants = Object.entries(lun.masking).filter(([, access]) => access === 'read-write');
    const names = grants.flatMap(([key]) => this.sets.get(key)?.initiators ?? []);
    return this.initiators.get(system)?.some((name) => names.includes(name)) ?? false;
  }

  vmsWith(system: string, uniqueId: string): ModelVm[] {
    return [...this.vms.values()].filter(
      (vm) => vm.system === system && vm.attached.some((disk) => disk.uniqueId === uniqueId),
    );
  }

  private lunValue(uniqueId: string) {
    const lun = this.luns.get(uniqueId);
    if (!lun) return undefined;
    const registrations = this.registrations.value(uniqueId);
    const isShared = lun.kind === 'csv' || Object.keys(registrations.registrants).length > 0;
    return { ...lun, registrations: isShared ? registrations : null };
  }

  private sharedDisk(system: string, uniqueId: string) {
    const lun = this.luns.get(uniqueId);
    if (!lun || !this.shared.has(`${system} ${uniqueId}`)) return undefined;
    const { registrants, holder } = this.registrations.value(uniqueId);
    const held = Object.entries(registrants).filter(([, { registered }]) => registered > 0);
    return {
      ...{ uniqueId, online: true, sizeBytes: lun.sizeBytes, holder },
      channels: this.registrations.channelsOn(system, uniqueId),
      registrants: Object.fromEntries(held.map(([key, { registered }]) => [key, registered])),
    };
  }

  lun(uniqueId: unknown): LunFact {
    return orRefuse(this.luns.get(String(uniqueId)), `LUN ${uniqueId}`);
  }
  private disk(system: string, uniqueId: unknown): Disk {
    return orRefuse(this.disks.get(`${system} ${uniqueId}`), `disk ${uniqueId} on ${system}`);
  }
  vm(system: string, key: unknown): ModelVm {
    return orRefuse(this.vms.get(`${system} ${key}`), `VM ${key} on ${system}`);
  }
}

function found(value: object | undefined): Observed {
  return value ? { found: true, value: structuredClone(value) } : { found: false };
}
