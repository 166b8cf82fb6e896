import type { LedgerAnswer, LedgerEntry } from '#contract/agent/ledger.ts';
import type { FinalResult, OperationRequest } from '#contract/agent/operation.ts';
import { compactLedger } from './compact-ledger.ts';
import { cutTornLine, openLedgerFile } from './ledger-file.ts';

export type KnownOperation = {
  digest: string;
  jobId: string;
  /** Kept until the operation has ended, so that an interrupted one can go on. */
  request: OperationRequest | null;
  /** null = accepted and not ended: in flight, or interrupted. */
  result: FinalResult | null;
};
type Tombstone = { by: string; jobId: string };
type Unplaced<E> = E extends LedgerEntry ? Omit<E, 'seq' | 'at'> : never;

const soonMs = 20;

export type Ledger = Awaited<ReturnType<typeof openLedger>>;

/**
 * What this agent has promised and done, in memory and on disk. Everything here is synchronous but `flush`: an entry
 * counts at once for later requests, and nothing that rests on it may be done or answered before `flush` has resolved.
 */
export const openLedger = async (file: string, { compactAboveLines = 50_000, now = Date.now } = {}) => {
  await cutTornLine(file);
  await compactLedger(file, { aboveLines: compactAboveLines, nowMs: now() });
  const state = emptyState();
  const disk = await openLedgerFile(file, (entry) => fold(state, entry));
  let soon: NodeJS.Timeout | null = null;

  const record = (entry: Unplaced<LedgerEntry>) => {
    const placed = { seq: state.lastSeq + 1, at: new Date(now()).toISOString(), ...entry } as LedgerEntry;
    fold(state, placed);
    disk.append(placed);
  };

  return {
    find: (id: string) => state.operations.get(id),
    tombstoneOf: (id: string) => state.tombstones.get(id),
    epochOf: (jobId: string) => state.epochs.get(jobId) ?? 0,
    accept: (id: string, digest: string, request: OperationRequest) =>
      record({ type: 'accepted', id, digest, ...asked(request), undoes: request.undoes ?? null }),
    end: (id: string, result: FinalResult) => {
      record({ type: 'ended', id, result });
      // Someone usually waits for the answer and flushes; when no one does, this makes the result durable.
      soon ??= setTimeout(() => {
        soon = null;
        disk.flush().catch(() => undefined);
      }, soonMs);
    },
    bury: (id: string, by: string, jobId: string) => {
      if (!state.tombstones.has(id)) record({ type: 'tombstone', id, by, jobId });
    },
    raiseEpoch: (jobId: string, epoch: number) => {
      if (epoch > (state.epochs.get(jobId) ?? 0)) record({ type: 'epoch', jobId, epoch });
    },
    flush: disk.flush,
    read: async (since: number, limit: number): Promise<LedgerAnswer> => {
      const entries = await disk.read(since, limit);
      const last = entries.at(-1)?.seq ?? since;
      return { entries, next: entries.length === limit ? last : null };
    },
    close: async () => {
      if (soon) clearTimeout(soon);
      await disk.close();
    },
  };
};

type Asked = Omit<OperationRequest, 'deadlineMs' | 'undoes'>;
const asked = ({ system, operation, params, jobId, epoch }: Asked): Asked => ({
  system,
  operation,
  params,
  jobId,
  epoch,
});

const emptyState = () => ({
  lastSeq: 0,
  operations: new Map<string, KnownOperation>(),
  tombstones: new Map<string, Tombstone>(),
  epochs: new Map<string, number>(),
});

const fold = (state: ReturnType<typeof emptyState>, entry: LedgerEntry) => {
  state.lastSeq = entry.seq;
  if (entry.type === 'accepted') {
    const { id, digest, jobId, undoes } = entry;
    const request = { ...asked(entry), deadlineMs: resumedDeadlineMs, ...(undoes ? { undoes } : {}) };
    state.operations.set(id, { digest, jobId, request, result: null });
  } else if (entry.type === 'ended') {
    const known = state.operations.get(entry.id);
    if (known) state.operations.set(entry.id, { ...known, request: null, result: entry.result });
  } else if (entry.type === 'tombstone') state.tombstones.set(entry.id, { by: entry.by, jobId: entry.jobId });
  else if (entry.type === 'epoch') state.epochs.set(entry.jobId, entry.epoch);
};

/** Time for an interrupted operation that is asked for by its id alone; a resend brings its own. */
const resumedDeadlineMs = 300_000;
