import type { LedgerEntry } from '#contract/agent/ledger.ts';
import type { Params } from '#domain/plans/plan.ts';
import { breaches, type Setting } from './domain-rules.ts';
import { type ReplayedWorld, take } from './replayed-world.ts';

export type Accepted = Extract<LedgerEntry, { type: 'accepted' }>;
/** An operation as its ledger tells it. `done`: how often its effect was noted; `last`: how it ended at last. */
export type Replayed = Pick<Accepted, 'id' | 'system' | 'operation' | 'jobId' | 'undoes'> & {
  params: Params;
  isOpen: boolean;
  done: number;
  last: string | null;
};
export type Replay = {
  operations: Map<string, Replayed>;
  tombstones: Map<string, string>;
  world: ReplayedWorld;
  /** Domain rules that were broken at some instant, as sentences. */
  broken: string[];
  lastSeq: number;
};

export const newReplay = (): Replay => ({
  operations: new Map(),
  tombstones: new Map(),
  world: { luns: new Map(), shared: new Map(), sets: new Map(), disks: new Map(), vms: new Map(), tainted: new Set() },
  broken: [],
  lastSeq: 0,
});

/**
 * Goes on with the story of one agent: what it accepted and how that ended, in the order in which it happened. After
 * every entry the world that follows from it is held against the rules of the domain.
 */
export function replay(state: Replay, entries: readonly LedgerEntry[], setting: Setting): void {
  for (const entry of entries) {
    state.lastSeq = entry.seq;
    if (entry.type === 'tombstone') bury(state, entry);
    const operation =
      entry.type === 'accepted' ? accept(state, entry) : entry.type === 'ended' ? end(state, entry) : null;
    if (!operation) continue;
    const isDone = entry.type === 'ended' && entry.result.outcome === 'done' && !setting.pretended.has(operation.id);
    const moment = isDone ? 'done' : entry.type === 'accepted' ? 'accepted' : 'ended';
    state.broken.push(...breaches(state, operation, moment, setting));
    if (isDone) take(state.world, operation);
  }
}

function accept({ operations }: Replay, { id, system, operation, params, jobId, undoes }: Accepted): Replayed {
  const known = operations.get(id);
  const fresh = { id, system, operation, params: params as Params, jobId, undoes, done: 0, last: null };
  const accepted = { ...(known ?? fresh), isOpen: true };
  operations.set(id, accepted);
  return accepted;
}

function end({ operations }: Replay, { id, result }: Extract<LedgerEntry, { type: 'ended' }>): Replayed | null {
  const operation = operations.get(id);
  if (!operation) return null;
  operation.isOpen = false;
  operation.last = result.outcome;
  if (result.outcome === 'done') operation.done += 1;
  return operation;
}

/** What was taken back does not go on, whether its end was ever noted or not. */
function bury({ operations, tombstones }: Replay, { id, by }: Extract<LedgerEntry, { type: 'tombstone' }>): void {
  tombstones.set(id, by);
  const operation = operations.get(id);
  if (operation?.last === null) operation.isOpen = false;
}
