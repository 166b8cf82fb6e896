import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { Transport } from '#contract/agent/inventory.ts';
import { Access } from '#contract/agent/masking.ts';
import { openRegistrations } from './fabric-registrations.ts';
import { type FollowedObjects, followFolder } from './follow-objects.ts';
import { fileName, openObjects } from './object-file.ts';
import { remembered } from './remembered.ts';

/** What one initiator sees of one LUN. */
export const Presented = z.object({
  uniqueId: z.string(),
  name: z.string(),
  transport: Transport,
  targetIqn: z.string(),
  portal: z.string(),
  lunNumber: z.number().int(),
  sizeBytes: z.number().int(),
  access: Access,
  /** Counts the grants of this LUN: a session under an older grant is dead. */
  grant: z.number().int(),
});
export type Presented = z.infer<typeof Presented>;
/** A login of an initiator to a LUN, under the grant it had then. */
const Session = z.object({ grant: z.number().int() });

export type Fabric = ReturnType<typeof openFabric>;

/**
 * The wires between simulated systems: a folder that agents in several processes share. Each array writes
 * `presented/<initiator>/<array>.jsonl`; a host or library server looks only below its own initiator name, so that what
 * is not masked to it does not exist for it. Each initiator writes `sessions/<initiator>.jsonl`. One writer for each file;
 * registrations alone have several (fabric-registrations.ts).
 */
export const openFabric = (folder: string) => {
  const presented = path.join(folder, 'presented');
  const sessions = path.join(folder, 'sessions');
  for (const part of [presented, sessions]) mkdirSync(part, { recursive: true });
  const grants = remembered((file) => openObjects(path.join(presented, file), Presented));
  const logins = remembered((file) => openObjects(path.join(sessions, file), Session));
  const sights = remembered((initiator) => followFolder(path.join(presented, fileName(initiator)), Presented));
  const allLogins = followFolder(sessions, Session);

  const registrations = openRegistrations(folder);

  const locate = (initiator: string, uniqueId: string) => firstWith(sights.of(initiator).files(), uniqueId);
  const see = (initiator: string, uniqueId: string): Presented | null => locate(initiator, uniqueId)?.presented ?? null;

  /** Initiators with a live session, by LUN; all sessions are looked up at once. That of a grant since taken back is dead. */
  const sessionsNow = () => {
    const open = [...allLogins.files()].map(([initiator, file]) => ({ initiator, sessions: file.now() }));
    const isLive = (initiator: string, uniqueId: string, session: { grant: number } | undefined) =>
      session !== undefined && see(initiator, uniqueId)?.grant === session.grant;
    return (uniqueId: string): string[] =>
      open.filter((one) => isLive(one.initiator, uniqueId, one.sessions.get(uniqueId))).map((one) => one.initiator);
  };

  return {
    /** What `array` presents to `initiator`, to be changed by the array alone. */
    presentedBy: (array: string, initiator: string) =>
      grants.of(path.join(fileName(initiator), `${fileName(array)}.jsonl`)),
    /** Initiators that anything was ever presented to. */
    initiators: () => readdirSync(presented),
    see,
    /** As `see`, with the array that presents it, by the name of its files: what `registrations` wants. */
    locate,
    registrations,
    /** Everything `initiator` sees. */
    seen: (initiator: string): Presented[] =>
      [...sights.of(initiator).files().values()].flatMap((file) => [...file.now().values()]),
    openSession: (initiator: string, uniqueId: string) => {
      const grant = see(initiator, uniqueId)?.grant;
      if (grant !== undefined) logins.of(`${fileName(initiator)}.jsonl`).put(uniqueId, { grant });
    },
    closeSession: (initiator: string, uniqueId: string) => logins.of(`${fileName(initiator)}.jsonl`).remove(uniqueId),
    /** The session that `initiator` opened is alive: to be asked by itself alone. */
    hasSession: (initiator: string, uniqueId: string): boolean => {
      const grant = see(initiator, uniqueId)?.grant;
      return grant !== undefined && logins.of(`${fileName(initiator)}.jsonl`).get(uniqueId)?.grant === grant;
    },
    sessionsNow,
    /** Grows when anything is presented to `initiator` or taken from it. */
    sightChanges: (initiator: string) => sights.of(initiator).changes(),
    sessionChanges: () => allLogins.changes(),
    close: () => {
      for (const file of [...grants.all(), ...logins.all(), registrations]) file.close();
    },
  };
};

type Located = { array: string; presented: Presented };
const firstWith = (files: ReadonlyMap<string, FollowedObjects<Presented>>, uniqueId: string): Located | null => {
  for (const [array, file] of files) {
    const presented = file.now().get(uniqueId);
    if (presented) return { array, presented };
  }
  return null;
};
