import { mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { Transport } from '#contract/agent/inventory.ts';
import { Access } from '#contract/agent/masking.ts';
import { fileName, replaceFile } from './object-folder.ts';

/** What one initiator sees of one LUN. */
export const Presented = z.object({
  uniqueId: z.string(),
  name: z.string(),
  /** System key of the array. */
  array: z.string(),
  transport: Transport,
  targetIqn: z.string(),
  portal: z.string(),
  lunNumber: z.number().int(),
  sizeBytes: z.number().int(),
  access: Access,
});
export type Presented = z.infer<typeof Presented>;

export type Fabric = ReturnType<typeof openFabric>;

/**
 * The wires between simulated systems: a folder that agents in several processes share. Arrays write
 * `presented/<initiator>/<unique id>.json`; hosts and library servers look only below their own initiator names, so
 * that what is not masked to them does not exist for them. Whoever opens a LUN writes `sessions/<unique id>/<initiator>`.
 */
export const openFabric = (folder: string) => {
  const presented = path.join(folder, 'presented');
  const sessions = path.join(folder, 'sessions');
  mkdirSync(presented, { recursive: true });
  mkdirSync(sessions, { recursive: true });
  const fileOf = (initiator: string, uniqueId: string) =>
    path.join(presented, fileName(initiator), `${fileName(uniqueId)}.json`);
  const sessionsOf = (uniqueId: string) => path.join(sessions, fileName(uniqueId));

  return {
    present: (initiator: string, value: Presented) => {
      mkdirSync(path.join(presented, fileName(initiator)), { recursive: true });
      replaceFile(fileOf(initiator, value.uniqueId), JSON.stringify(value));
    },
    unpresent: (initiator: string, uniqueId: string) => rmSync(fileOf(initiator, uniqueId), { force: true }),
    see: (initiator: string, uniqueId: string) => readPresented(fileOf(initiator, uniqueId)),
    /** Everything `initiator` sees. */
    seen: (initiator: string): Presented[] => {
      const own = path.join(presented, fileName(initiator));
      return namesIn(own).flatMap((file) =>
        file.endsWith('.json') ? (readPresented(path.join(own, file)) ?? []) : [],
      );
    },
    initiators: () => namesIn(presented),
    openSession: (initiator: string, uniqueId: string) => {
      mkdirSync(sessionsOf(uniqueId), { recursive: true });
      writeFileSync(path.join(sessionsOf(uniqueId), fileName(initiator)), '');
    },
    closeSession: (initiator: string, uniqueId: string) => {
      rmSync(path.join(sessionsOf(uniqueId), fileName(initiator)), { force: true });
      removeWhenEmpty(sessionsOf(uniqueId));
    },
    /** Initiators with a live session. */
    sessions: (uniqueId: string) => namesIn(sessionsOf(uniqueId)).sort(),
    /** Unique ids of all LUNs with a live session. */
    lunsInUse: () => new Set(namesIn(sessions)),
    /** Changes when anything was presented to `initiator` or taken from it. */
    sightOf: (initiator: string) => changedAt(path.join(presented, fileName(initiator))),
    /** Changes when a LUN gets its first session or loses its last. */
    sessionsChanged: () => changedAt(sessions),
  };
};

const namesIn = (folder: string): string[] => quietly(() => readdirSync(folder)) ?? [];
const changedAt = (folder: string): number => quietly(() => statSync(folder).mtimeMs) ?? 0;
const removeWhenEmpty = (folder: string) => quietly(() => rmdirSync(folder));
const readPresented = (file: string): Presented | null => {
  const text = quietly(() => readFileSync(file, 'utf8'));
  return text === null ? null : Presented.parse(JSON.parse(text));
};

/** null when the file or folder is not there (or, for rmdir, not empty): others add and remove at the same time. */
const quietly = <T>(look: () => T): T | null => {
  try {
    return look();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT' || code === 'ENOTEMPTY') return null;
    throw error;
  }
};
