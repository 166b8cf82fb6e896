import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { followObjects } from './follow-objects.ts';
import { openObjects } from './object-file.ts';
import { registrationLog } from './registration-log.ts';
import {
  isTwin,
  type RegistrationCommand,
  type RegistrationState,
  registrantsOf,
  usedIn,
} from './registration-state.ts';
import { remembered } from './remembered.ts';

/** How many registrations an array holds, on each LUN or altogether. */
export const RegistrationLimit = z.object({ scope: z.enum(['lun', 'array']), value: z.number().int().min(0) });
export type RegistrationLimit = z.infer<typeof RegistrationLimit>;
const Limits = z.array(RegistrationLimit);
/** A limit that stands in the way, with what counts against it. */
export type Exceeded = RegistrationLimit & { used: number; wanted: number };

/**
 * The registrations of all LUNs, a log for each: `registrations/<array>/<LUN>.jsonl`, and what their targets hold at most.
 * An array goes by the name of its files (fileName).
 */
export const openRegistrations = (folder: string) => {
  const folderOf = (array: string) => path.join(folder, 'registrations', array);
  const limitFileOf = (array: string) => path.join(folder, 'registration-limits', `${array}.jsonl`);
  const logs = remembered(registrationLog);
  const stated = remembered((array) => openObjects(limitFileOf(array), Limits));
  const limits = remembered((array) => followObjects(limitFileOf(array), Limits));
  const fileOf = (array: string, uniqueId: string) => path.join(folderOf(array), `${uniqueId}.jsonl`);
  const logOf = (array: string, uniqueId: string) => logs.of(fileOf(array, uniqueId));

  const logsOf = (array: string) => namesIn(folderOf(array)).map((name) => logs.of(path.join(folderOf(array), name)));
  const now = (array: string, uniqueId: string): RegistrationState => logOf(array, uniqueId).now();
  const usedBy = (array: string) => logsOf(array).reduce((sum, log) => sum + usedIn(log.now()), 0);

  /** The first of these limits that `wanted` more on this LUN would exceed. */
  const exceeded = (array: string, uniqueId: string, wanted: number, by: RegistrationLimit[]): Exceeded | null => {
    for (const limit of wanted > 0 ? by : []) {
      const used = limit.scope === 'lun' ? usedIn(now(array, uniqueId)) : usedBy(array);
      if (used + wanted > limit.value) return { ...limit, used, wanted };
    }
    return null;
  };

  return {
    now,
    exceeded,
    append: (array: string, uniqueId: string, ...commands: RegistrationCommand[]) =>
      logOf(array, uniqueId).append(commands),
    /**
     * Registers the key of a session, and takes away that of dead sessions of the same channel, which has the same key: the
     * reservation that one of them held is then this one's. Answers the limit in the way, and has then changed nothing.
     */
    register: (array: string, uniqueId: string, nexus: string, key: string): Exceeded | null => {
      const state = now(array, uniqueId);
      if (state.registrants.get(nexus) === key) return null;
      const twins = [...state.registrants].filter(([other, its]) => its === key && isTwin(other, nexus)).length;
      const wanted = growth(state, key, twins);
      const refused = exceeded(array, uniqueId, wanted, limits.of(array).now().get('all') ?? []);
      if (refused) return refused;
      const register: RegistrationCommand = { do: 'register', nexus, key };
      logOf(array, uniqueId).append(twins > 0 ? [register, { do: 'preempt', by: nexus, keys: [key] }] : [register]);
      return null;
    },
    /** Whether a LUN was ever told anything. */
    isKnown: (array: string, uniqueId: string) => existsSync(fileOf(array, uniqueId)),
    /** The target of every LUN of the array restarts and forgets. */
    forget: (array: string) => {
      for (const log of logsOf(array)) log.append([{ do: 'forget', at: new Date().toISOString() }]);
    },
    remove: (array: string, uniqueId: string) => rmSync(fileOf(array, uniqueId), { force: true }),
    /** What the target itself refuses beyond, whether its array tells of it or not; to be stated by the array alone. */
    limitBy: (array: string, all: RegistrationLimit[]) => {
      if (JSON.stringify(stated.of(array).get('all') ?? []) !== JSON.stringify(all)) stated.of(array).put('all', all);
    },
    /** Grows with every command to a LUN of the array. */
    changes: (array: string) => logsOf(array).reduce((sum, log) => sum + log.changes() + 1, 0),
    /** Grows with every command to this LUN. */
    changesOf: (array: string, uniqueId: string) => logOf(array, uniqueId).changes(),
    close: () => {
      for (const file of stated.all()) file.close();
    },
  };
};

/** How many more places are taken when this key is registered once more and its dead twins are gone. */
const growth = (state: RegistrationState, key: string, twins: number): number => {
  const { registered = 0, admitted = false } = registrantsOf(state)[key] ?? {};
  return registered - twins + 1 - Math.max(registered, admitted ? 1 : 0);
};

const namesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);
