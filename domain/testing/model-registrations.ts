import { keysOf } from '#domain/capacity/registration-ledger.ts';
import type { HostFact, RegistrationsFact } from '#domain/fabric/facts.ts';
import { refuseIf } from './world-refusal.ts';

/** `nexus` -> key; a nexus is one channel of one system, 'hv-1#0'. Sessions that are dead have one that no system is. */
type Lun = { registrants: Map<string, string>; admitted: Set<string>; holder: { nexus: string; type: number } | null };

/** Who is registered on which LUN of a model world, as SPC-4 5.13 and the agent contract have it. */
export class ModelRegistrations {
  private readonly luns = new Map<string, Lun>();
  private readonly hosts = new Map<string, HostFact>();
  private readonly limit: number | null;
  private generation = 0;

  /** `limit`: registrations of one LUN that the array holds; null = any number. */
  constructor(hosts: readonly HostFact[], limit: number | null) {
    for (const host of hosts) this.hosts.set(host.system, host);
    this.limit = limit;
  }

  /** As found: what no living host of this world has registered was by somebody dead. */
  put(uniqueId: string, { registrants, holder }: RegistrationsFact): void {
    const lun = this.of(uniqueId);
    const living = new Map(
      [...this.hosts.values()].flatMap((host) => this.channels(host.system).map((c) => [c.key, c.nexus])),
    );
    for (const [key, { registered, admitted }] of Object.entries(registrants)) {
      if (admitted) lun.admitted.add(key);
      for (let count = 0; count < registered; count += 1) {
        const own = count === 0 ? living.get(key) : undefined;
        lun.registrants.set(own ?? `dead#${key}#${count}`, key);
      }
    }
    const nexus = [...lun.registrants].find(([, key]) => key === holder?.key)?.[0];
    if (holder && nexus) lun.holder = { nexus, type: holder.type };
  }

  forget(uniqueId: string): void {
    this.luns.delete(uniqueId);
  }

  admit(uniqueId: string, keys: string[]): void {
    const lun = this.of(uniqueId);
    const all = new Set([...lun.admitted, ...keys]);
    const dead = [...lun.registrants.values()].filter((key) => !all.has(key)).length;
    refuseIf(this.limit !== null && all.size + dead > this.limit, 'insufficient_registration_resources');
    lun.admitted = all;
  }

  dismiss(uniqueId: string, keys: string[]): void {
    const lun = this.of(uniqueId);
    const registered = new Set(lun.registrants.values());
    refuseIf(
      keys.some((key) => registered.has(key)),
      'in_use',
    );
    for (const key of keys) lun.admitted.delete(key);
  }

  confirm(uniqueId: string, keys: string[]): void {
    const { registrants } = this.value(uniqueId);
    refuseIf(
      keys.some((key) => registrants[key]?.registered !== 1),
      'registrations_missing',
    );
  }

  /** Made-up keys until the limit; they are gone again when it answers. */
  probe(uniqueId: string, ceiling: number): { registered: number; refusedWith: string | null } {
    refuseIf(this.of(uniqueId).registrants.size > 0, 'in_use');
    const registered = Math.min(ceiling, this.limit ?? ceiling);
    return { registered, refusedWith: registered < ceiling ? '05/55/04' : null };
  }

  /** By the array: with the room. */
  preempt(uniqueId: string, keys: string[]): void {
    const lun = this.of(uniqueId);
    this.take(lun, keys, null);
    for (const key of keys) lun.admitted.delete(key);
  }

  /** Strict: a key that no room was made for is not registered. */
  register(system: string, uniqueId: string): void {
    const lun = this.of(uniqueId);
    const channels = this.channels(system);
    refuseIf(
      channels.some(({ key }) => !lun.admitted.has(key)),
      'insufficient_registration_resources',
    );
    for (const { nexus, key } of channels) lun.registrants.set(nexus, key);
    this.generation += 1;
  }

  unregister(system: string, uniqueId: string): void {
    const lun = this.of(uniqueId);
    for (const { nexus } of this.channels(system)) {
      lun.registrants.delete(nexus);
      if (lun.holder?.nexus === nexus) lun.holder = null;
    }
  }

  reserve(system: string, uniqueId: string, type: number): void {
    const lun = this.of(uniqueId);
    const own = this.channels(system)
      .map(({ nexus }) => nexus)
      .filter((nexus) => lun.registrants.has(nexus));
    refuseIf(lun.holder !== null && !own.includes(lun.holder.nexus), 'reservation_held');
    refuseIf(own[0] === undefined, 'not_attached');
    lun.holder ??= { nexus: own[0] ?? '', type };
  }

  release(system: string, uniqueId: string): void {
    const lun = this.of(uniqueId);
    if (this.channels(system).some(({ nexus }) => nexus === lun.holder?.nexus)) lun.holder = null;
  }

  /** By a host: the room stays, and a reservation that a key held comes to it. */
  preemptBy(system: string, uniqueId: string, keys: string[]): void {
    const lun = this.of(uniqueId);
    const channels = this.channels(system);
    const by = channels.find(({ nexus }) => lun.registrants.has(nexus));
    refuseIf(by === undefined, 'not_attached');
    refuseIf(
      channels.some(({ key }) => keys.includes(key)),
      'own_key',
    );
    this.take(lun, keys, by?.nexus ?? null);
  }

  /** As `LunValue.registrations`. */
  value(uniqueId: string): RegistrationsFact {
    const lun = this.of(uniqueId);
    const registrants: RegistrationsFact['registrants'] = {};
    for (const key of lun.admitted) registrants[key] = { registered: 0, admitted: true };
    for (const key of lun.registrants.values())
      registrants[key] = { registered: (registrants[key]?.registered ?? 0) + 1, admitted: lun.admitted.has(key) };
    const holder = lun.holder && { key: lun.registrants.get(lun.holder.nexus) ?? '', type: lun.holder.type };
    return { registrants, generation: this.generation, holder, lostAt: null };
  }

  /** As `SharedDiskValue.channels`, of a host that is attached. */
  channelsOn(system: string, uniqueId: string) {
    const { registrants } = this.of(uniqueId);
    return this.channels(system).map(({ nexus, channel, key }) => {
      return { channel, key, connected: true, registered: registrants.get(nexus) === key };
    });
  }

  hostOf(system: string): HostFact | undefined {
    return this.hosts.get(system);
  }

  private take(lun: Lun, keys: readonly string[], by: string | null): void {
    const gone = [...lun.registrants]
      .filter(([nexus, key]) => nexus !== by && keys.includes(key))
      .map(([nexus]) => nexus);
    for (const nexus of gone) lun.registrants.delete(nexus);
    if (lun.holder && gone.includes(lun.holder.nexus)) lun.holder = by === null ? null : { ...lun.holder, nexus: by };
    this.generation += 1;
  }

  private channels(system: string): { nexus: string; channel: number; key: string }[] {
    const host = this.hosts.get(system);
    return host ? keysOf(host).map((key, channel) => ({ nexus: `${system}#${channel}`, channel, key })) : [];
  }

  private of(uniqueId: string): Lun {
    const lun = this.luns.get(uniqueId) ?? { registrants: new Map(), admitted: new Set(), holder: null };
    this.luns.set(uniqueId, lun);
    return lun;
  }
}
