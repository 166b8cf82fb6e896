import type { RegistrationsFact } from '#domain/fabric/facts.ts';
import { MAX_CHANNELS, reservationKeys } from '#domain/fabric/reservation-key.ts';
import { type JudgedKey, type KeyState, keyJudge } from './key-states.ts';

/** A host as a LUN's registrations know it. `sees` = the LUN is presented to it; `channels` to all modules together. */
export type LedgerHost = {
  id: string;
  name: string;
  initiators: string[];
  channels: number;
  sees: boolean;
  reachable: boolean;
};
/** `registrations` null = its array does not tell; `sessions` are initiator names with a live one. */
export type LedgerLun = {
  uniqueId: string;
  name: string;
  registrations: RegistrationsFact | null;
  sessions: readonly string[];
};
export type LedgerHostRef = { id: string; name: string };

/** A key that the array holds. `count` 0 = nobody has it registered, but room is kept for it. */
export type LedgerKey = {
  key: string;
  state: KeyState;
  /** Why it is not simply registered; null for `registered`. */
  why: string | null;
  host: LedgerHostRef | null;
  channel: number | null;
  count: number;
  admitted: boolean;
};
export type MissingKey = { key: string; host: LedgerHostRef; channel: number };

/**
 * One host's registrants on the LUN: `registered` counts each of its channels once, `duplicate` what a channel has beyond
 * its first. Together with `stale` these are all registrants that are this host's; `expected - registered` are missing.
 */
export type LedgerCell = {
  host: LedgerHostRef;
  expected: number;
  registered: number;
  stale: number;
  duplicate: number;
};

export type RegistrationLedger = {
  /** By key. */
  keys: LedgerKey[];
  /** Channels that should be registered and are not; none where the array does not tell. */
  missing: MissingKey[];
  /** Of every host that sees the LUN or has a key on it, in the order given. */
  cells: LedgerCell[];
  holder: { key: string; type: number; host: LedgerHostRef | null; channel: number | null } | null;
  /** Channels of the hosts that the LUN is presented to. */
  expected: number;
  /** Registrants; null = the array does not tell. */
  actual: number | null;
  /** Registrants, and room that is kept for keys which nobody has registered: what counts against a limit. */
  used: number | null;
};

/** What every registrant of a LUN is, and which are missing. Pure; every registrant is in exactly one state. */
export function registrationLedger(lun: LedgerLun, hosts: readonly LedgerHost[]): RegistrationLedger {
  const judge = keyJudge(lun, hosts);
  const expected = hosts.flatMap((host) => (host.sees ? expectedOf(host) : []));
  const wanted = new Set(expected.map(({ key }) => key));
  const told = lun.registrations;
  const keys = Object.entries(told?.registrants ?? {}).flatMap(([key, { registered, admitted }]): LedgerKey[] => {
    // Nobody has it registered: that is one missing, or nothing at all.
    if (registered === 0 && (!admitted || wanted.has(key))) return [];
    return [{ key, ...judge(key, registered), count: registered, admitted }];
  });
  keys.sort((a, b) => (a.key < b.key ? -1 : 1));
  return {
    keys,
    missing: told ? expected.filter(({ key }) => (told.registrants[key]?.registered ?? 0) === 0) : [],
    cells: cellsOf(hosts, keys),
    holder: told?.holder ? { ...told.holder, ...holderOf(judge(told.holder.key, 1)) } : null,
    expected: expected.length,
    actual: told && keys.reduce((sum, { count }) => sum + count, 0),
    used: told && usedOf(told),
  };
}

/** Registrants, and room that is kept for keys which nobody has registered. */
export function usedOf({ registrants }: RegistrationsFact): number {
  return Object.values(registrants).reduce((sum, { registered, admitted }) => sum + Math.max(registered, +admitted), 0);
}

/** The keys of a host, one for each channel; none where it has no initiator name. A key has room for 256 channels. */
export function keysOf({ initiators, channels }: Pick<LedgerHost, 'initiators' | 'channels'>): string[] {
  return reservationKeys({ initiators, channels: Math.min(channels, MAX_CHANNELS) });
}

function expectedOf(host: LedgerHost): MissingKey[] {
  return keysOf(host).map((key, channel) => ({ key, host: { id: host.id, name: host.name }, channel }));
}

function holderOf({ host, channel }: JudgedKey) {
  return { host, channel };
}

function cellsOf(hosts: readonly LedgerHost[], keys: readonly LedgerKey[]): LedgerCell[] {
  const cells = new Map<string, LedgerCell>();
  for (const host of hosts) {
    const expected = host.sees ? keysOf(host).length : 0;
    const ref = { id: host.id, name: host.name };
    cells.set(host.id, { host: ref, expected, registered: 0, stale: 0, duplicate: 0 });
  }
  const used = new Set<string>();
  for (const { host, state, count } of keys) {
    const cell = host && cells.get(host.id);
    if (!cell || state === 'unknown') continue;
    used.add(cell.host.id);
    if (state === 'stale') cell.stale += count;
    else cell.registered += 1;
    if (state === 'duplicate') cell.duplicate += count - 1;
  }
  return [...cells.values()].filter(({ host, expected }) => expected > 0 || used.has(host.id));
}
