import { type FileHandle, open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';

export type StateLog<R> = {
  /** Resolves when the record is on the disk. Records that wait together share one flush. */
  append(record: R): Promise<void>;
  close(): Promise<void>;
};

export type StateLogOptions<R> = {
  file: string;
  /** Checks a line of the log; throws when it is not a record. */
  parse(value: unknown): R;
  /** Called for each record of an earlier run, in order. */
  replay(record: R): void;
  /** The shortest log of the present state. */
  snapshot(): R[];
  /** Called before each flush: whatever the records rely on must be on the disk first. */
  beforeFlush(): Promise<void>;
};

/** The log is written anew when so many records were appended. */
const compactAfter = 50_000;

const lineOf = (record: unknown) => `${JSON.stringify(record)}\n`;

/** A last line without its end was being written when the power went: it never counted. */
async function readRecords<R>(options: StateLogOptions<R>): Promise<void> {
  const text = await readFile(options.file, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  for (const line of text.slice(0, text.lastIndexOf('\n') + 1).split('\n')) {
    if (line !== '') options.replay(options.parse(JSON.parse(line)));
  }
}

async function syncFolder(dir: string) {
  const folder = await open(dir, 'r');
  await folder.sync();
  await folder.close();
}

/** Aside, flushed, renamed: at every moment there is one whole log. Answers the handle to append to. */
async function writeAnew<R>(options: StateLogOptions<R>): Promise<FileHandle> {
  const unfinished = `${options.file}.new`;
  const handle = await open(unfinished, 'w', 0o600);
  await handle.writeFile(options.snapshot().map(lineOf).join(''));
  await handle.sync();
  await rename(unfinished, options.file);
  await syncFolder(path.dirname(options.file));
  return handle;
}

type Waiter = { line: string; resolve(): void; reject(error: unknown): void };

/** Opens (or begins) the log of a state, replays it and writes it anew in its shortest form. */
export async function openStateLog<R>(options: StateLogOptions<R>): Promise<StateLog<R>> {
  await readRecords(options);
  let handle = await writeAnew(options);
  let waiting: Waiter[] = [];
  let flushing: Promise<void> | null = null;
  let broken: unknown = null;
  let appended = 0;

  const flush = async (batch: Waiter[]) => {
    try {
      if (broken) throw broken;
      await options.beforeFlush();
      await handle.appendFile(batch.map((waiter) => waiter.line).join(''));
      await handle.datasync();
      appended += batch.length;
      for (const waiter of batch) waiter.resolve();
    } catch (error) {
      // What is in the memory and what is on the disk may differ now: nothing more is promised until the next start.
      broken = error;
      for (const waiter of batch) waiter.reject(error);
    }
  };
  const compact = async () => {
    const old = handle;
    handle = await writeAnew(options);
    await old.close();
    appended = 0;
  };
  const run = async () => {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await flush(batch);
      if (appended >= compactAfter && waiting.length === 0 && !broken) await compact();
    }
    flushing = null;
  };
  return {
    append(record) {
      return new Promise((resolve, reject) => {
        waiting.push({ line: lineOf(record), resolve, reject });
        flushing ??= run();
      });
    },
    async close() {
      await flushing;
      await handle.close();
    },
  };
}
