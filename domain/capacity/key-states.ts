import { digestOf, readReservationKey } from '#domain/fabric/reservation-key.ts';
import type { LedgerHost, LedgerHostRef, LedgerLun } from './registration-ledger.ts';

/**
 * `registered` = of a channel that is there and should be; `duplicate` = the same, by several registrants; `stale` = made by
 * Heddle for a host or a channel that is gone, silent, or no longer sees the LUN; `unknown` = anything else, never touched.
 */
export type KeyState = 'registered' | 'duplicate' | 'stale' | 'unknown';
export type JudgedKey = { state: KeyState; why: string | null; host: LedgerHostRef | null; channel: number | null };

/** What a key on this LUN is that `count` registrants hold. Made once for all keys of a LUN. */
export function keyJudge(lun: LedgerLun, hosts: readonly LedgerHost[]): (key: string, count: number) => JudgedKey {
  const owners = byDigest(hosts);
  const live = new Set(lun.sessions.map((name) => name.toLowerCase()));
  return (key, count) => {
    const read = readReservationKey(key);
    if (!read) return unknown('It was not made by Heddle.', null, null);
    const { initiatorDigest, channel } = read;
    const [owner, ...others] = owners.get(initiatorDigest) ?? [];
    if (!owner) return ofNobody([...live].find((name) => digestOf(name) === initiatorDigest) ?? null, channel);
    if (others.length > 0) {
      const names = [owner, ...others].map(({ host }) => host.name).join(' and ');
      return unknown(`The names of ${names} give the same key, so it cannot be told whose it is.`, null, channel);
    }
    const isLive = owner.host.initiators.some((name) => live.has(name.toLowerCase()));
    return ofHost(owner, channel, count, isLive);
  };
}

/** `first` = by the name it logs in with; a key by another of its names is none that it registers now. */
type Owner = { host: LedgerHost; initiator: string; first: boolean };

function byDigest(hosts: readonly LedgerHost[]): Map<string, Owner[]> {
  const owners = new Map<string, Owner[]>();
  for (const host of hosts) {
    const digests = new Set<string>();
    host.initiators.forEach((initiator, at) => {
      const digest = digestOf(initiator);
      if (digests.has(digest)) return;
      digests.add(digest);
      owners.set(digest, [...(owners.get(digest) ?? []), { host, initiator, first: at === 0 }]);
    });
  }
  return owners;
}

/** A name that nobody has any more; but who has a live session is alive, whatever the inventory says. */
function ofNobody(liveInitiator: string | null, channel: number): JudgedKey {
  if (liveInitiator !== null)
    return unknown(`No host is known that it could be of, but ${liveInitiator} has a live session.`, null, channel);
  return { state: 'stale', why: 'Its host is gone: no host has a name that gives this key.', host: null, channel };
}

function ofHost({ host, initiator, first }: Owner, channel: number, count: number, isLive: boolean): JudgedKey {
  const of = { host: { id: host.id, name: host.name }, channel };
  const stale = (why: string): JudgedKey => ({ state: 'stale', why, ...of });
  if (!host.sees) return stale(`The LUN is no longer presented to ${host.name}.`);
  if (channel >= host.channels) return stale(`${host.name} has no channel ${channel}: it has ${host.channels}.`);
  if (!isLive) {
    if (host.reachable) return stale(`${host.name} answers, but has no live session on the LUN.`);
    return stale(`${host.name} does not answer and has no live session on the LUN.`);
  }
  if (!first)
    return unknown(`${host.name} made it as ${initiator}, which is not the name it logs in with.`, of.host, channel);
  if (count > 1) return { state: 'duplicate', why: `${count} registrants of ${host.name} hold it.`, ...of };
  return { state: 'registered', why: null, ...of };
}

function unknown(why: string, host: LedgerHostRef | null, channel: number | null): JudgedKey {
  return { state: 'unknown', why, host, channel };
}
