import { type FileHandle, open, truncate } from 'node:fs/promises';
import { LedgerEntry } from '#contract/agent/ledger.ts';

const markEvery = 1000;
const chunkBytes = 64 * 1024;

/**
 * The ledger on disk, its torn line cut before: one JSON entry a line, only ever appended to. `append` buffers, `flush` writes and fsyncs
 * everything appended so far; callers that come while a write is under way share the next one (group commit), so that a
 * batch of 1,000 intents costs one fsync. After a failed write every later flush fails too: what is on the disk is then
 * unknown until the next start has looked at it.
 */
export const openLedgerFile = async (file: string, fold: (entry: LedgerEntry) => void) => {
  const marks: { seq: number; offset: number }[] = [];
  let sizeBytes = 0;
  let lines = 0;
  const place = (seq: number, bytes: number) => {
    if (lines % markEvery === 0) marks.push({ seq, offset: sizeBytes });
    lines += 1;
    sizeBytes += bytes;
  };
  for await (const { entry, bytes } of readEntries(file, 0)) {
    place(entry.seq, bytes);
    fold(entry);
  }

  const handle = await open(file, 'a', 0o600);
  const pending: string[] = [];
  let scheduled: Promise<void> | null = null;
  let last: Promise<void> = Promise.resolve();

  const writeOut = async () => {
    scheduled = null;
    await handle.appendFile(pending.splice(0).join(''));
    await handle.datasync();
  };

  const append = (entry: LedgerEntry) => {
    const line = `${JSON.stringify(entry)}\n`;
    place(entry.seq, Buffer.byteLength(line));
    pending.push(line);
  };

  const flush = (): Promise<void> => {
    if (pending.length === 0 || scheduled) return scheduled ?? last;
    scheduled = last.then(writeOut);
    last = scheduled;
    last.catch(() => undefined); // whoever waits for it hears of it
    return last;
  };

  /** Entries after `since`, oldest first, at most `limit`. */
  const read = async (since: number, limit: number): Promise<LedgerEntry[]> => {
    await flush();
    const from = marks.findLast((mark) => mark.seq <= since)?.offset ?? 0;
    const found: LedgerEntry[] = [];
    for await (const { entry } of readEntries(file, from)) {
      if (entry.seq > since) found.push(entry);
      if (found.length === limit) break;
    }
    return found;
  };

  const close = async () => {
    await flush().catch(() => undefined);
    await handle.close();
  };

  return { append, flush, read, close, lines: () => lines };
};

/** Every entry of the file from a byte offset that begins a line, with the bytes its line takes. */
export async function* readEntries(file: string, offset: number) {
  const handle = await openExisting(file);
  if (!handle) return;
  let line = 0;
  try {
    for await (const text of handle.readLines({ start: offset })) {
      line += 1;
      const parsed = LedgerEntry.safeParse(parseJson(text));
      if (!parsed.success)
        throw new Error(
          `${file}: entry ${line} after byte ${offset} cannot be read. Nothing is guessed: restore the file from a copy.`,
        );
      yield { entry: parsed.data, text, bytes: Buffer.byteLength(text) + 1 };
    }
  } finally {
    await handle.close();
  }
}

/** A line without its end was being written when the machine or process died: it was never acted upon. */
export const cutTornLine = async (file: string) => {
  const handle = await openExisting(file);
  if (!handle) return;
  const { size } = await handle.stat();
  const whole = await endOfLastLine(handle, size);
  await handle.close();
  if (whole < size) await truncate(file, whole);
};

const endOfLastLine = async (handle: FileHandle, size: number): Promise<number> => {
  for (let end = size; end > 0; end -= chunkBytes) {
    const start = Math.max(0, end - chunkBytes);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(end - start), 0, end - start, start);
    const newline = buffer.subarray(0, bytesRead).lastIndexOf(10);
    if (newline >= 0) return start + newline + 1;
  }
  return 0;
};

const openExisting = async (file: string) => {
  try {
    return await open(file, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
