import { once } from 'node:events';
import { createWriteStream, renameSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { syncFolder } from '#agent/durable-file.ts';
import type { LedgerEntry } from '#contract/agent/ledger.ts';
import { readEntries } from './ledger-file.ts';

/** No entry is shorter, so a file below this many bytes a line need not be read to know that it is short. */
const shortestEntryBytes = 60;
const keptMs = 7 * 24 * 3_600_000;

/**
 * Drops the entries of operations that ended more than seven days ago, when the file is long. Tombstones, the highest
 * epoch of every job and all that is not ended stay for good. Runs before the ledger is opened; the new file replaces
 * the old one in a single step, so a crash leaves one or the other.
 */
export const compactLedger = async (file: string, { aboveLines, nowMs }: { aboveLines: number; nowMs: number }) => {
  const bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (bytes <= aboveLines * shortestEntryBytes) return;
  const survey = await surveyLedger(file);
  if (survey.lines <= aboveLines) return;
  const fresh = `${file}.compacting`;
  const out = createWriteStream(fresh, { mode: 0o600 });
  let dropped = 0;
  for await (const { entry, text } of readEntries(file, 0)) {
    if (!isKept(entry, survey, nowMs)) dropped += 1;
    else if (!out.write(`${text}\n`)) await once(out, 'drain');
  }
  const compacted = { seq: survey.lastSeq + 1, at: new Date(nowMs).toISOString(), type: 'compacted', dropped };
  out.end(`${JSON.stringify(compacted)}\n`);
  await finished(out);
  const handle = await open(fresh, 'r+');
  await handle.sync();
  await handle.close();
  renameSync(fresh, file);
  syncFolder(path.dirname(file));
};

type Survey = { lines: number; lastSeq: number; endedAtMs: Map<string, number>; epochs: Map<string, number> };

const surveyLedger = async (file: string): Promise<Survey> => {
  const survey: Survey = { lines: 0, lastSeq: 0, endedAtMs: new Map(), epochs: new Map() };
  for await (const { entry } of readEntries(file, 0)) {
    survey.lines += 1;
    survey.lastSeq = entry.seq;
    if (entry.type === 'accepted') survey.endedAtMs.delete(entry.id);
    else if (entry.type === 'ended') survey.endedAtMs.set(entry.id, Date.parse(entry.at));
    else if (entry.type === 'epoch') survey.epochs.set(entry.jobId, entry.epoch);
  }
  return survey;
};

const isKept = (entry: LedgerEntry, { endedAtMs, epochs }: Survey, nowMs: number) => {
  if (entry.type === 'tombstone') return true;
  if (entry.type === 'epoch') return epochs.get(entry.jobId) === entry.epoch;
  if (entry.type === 'compacted') return false;
  const ended = endedAtMs.get(entry.id);
  return ended === undefined || ended > nowMs - keptMs;
};
