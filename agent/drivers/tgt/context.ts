import type { objectLocks } from '#agent/drivers/object-locks.ts';
import { Refused } from '#agent/drivers/refused.ts';
import type { OwnSessions } from './own-sessions.ts';
import type { Pool } from './pool.ts';
import {
  isWatched,
  type LunRecord,
  type MaskingSetRecord,
  type TgtRecord,
  type TgtState,
  wantedInitiators,
} from './state.ts';
import type { TgtOptions } from './tgt-options.ts';
import type { Tgtd } from './tgtd.ts';

/** What the acts and reads of one array share. */
export type TgtContext = {
  options: TgtOptions;
  system: string;
  version: string;
  state: TgtState;
  tgtd: Tgtd;
  pool: Pool;
  /** The name under which the agent itself logs in to the LUNs it watches, and its sessions. */
  ownInitiator: string;
  own: OwnSessions;
  /** Acts hold 'world' together; applying the whole state again holds it alone. */
  gate: ReturnType<typeof objectLocks>;
  /** Changes the state; resolves when that is on the disk. */
  commit(record: TgtRecord): Promise<void>;
  /** A target number that neither the state nor tgtd uses. */
  nextTid(): number;
  /** Tells of numbers that others use in this tgtd. */
  avoidTids(tids: number[]): void;
  /** The state was applied to the tgtd that runs now, as far as is known. */
  applied: boolean;
};

export function iqnOf(context: TgtContext, uniqueId: string): string {
  return `${context.options.iqnPrefix}:${uniqueId}`;
}

/** Who may log in to a LUN: the initiators of its masking sets, and the agent itself where it looks at registrations. */
export function allowedInitiators({ state, ownInitiator }: TgtContext, lun: LunRecord): Set<string> {
  const wanted = wantedInitiators(state, lun);
  return isWatched(state, lun) ? wanted.add(ownInitiator) : wanted;
}

/** A target without LUNs or initiators that stands for 'everything was applied to this tgtd': a restart takes it away. */
export function markerIqn(context: TgtContext): string {
  return `${context.options.iqnPrefix}:applied`;
}

export function readyLun(context: TgtContext, uniqueId: string): LunRecord {
  const lun = context.state.luns.get(uniqueId);
  if (lun?.phase === 'ready') return lun;
  throw new Refused('not_found', `Array ${context.options.name} has no LUN ${uniqueId}.`, 'Refresh the inventory.', {
    uniqueId,
  });
}

export function knownSet(context: TgtContext, key: string): MaskingSetRecord {
  const set = context.state.sets.get(key);
  if (set) return set;
  const sentence = `Array ${context.options.name} has no masking set ${key}.`;
  throw new Refused('not_found', sentence, 'Create the masking set first.', { maskingSet: key });
}
