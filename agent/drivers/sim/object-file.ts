import { createHash } from 'node:crypto';
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';

/** Objects of one kind by key. */
export type ObjectFile<T> = {
  get(key: string): T | undefined;
  all(): T[];
  put(key: string, value: T): void;
  remove(key: string): void;
  /** Grows with every put and remove. */
  changes(): number;
  close(): void;
};

/** Lines beyond the objects there are, at which a file is written anew when it is opened. */
const wasteLines = 1000;

/**
 * A part of a simulated world: a JSON-lines file in which the last line of a key counts (`value` null = gone). A change
 * is one append, so kill -9 at any moment leaves it made or not made, at 15 microseconds where a file for each object
 * would take up to 100 times as long. One process writes; others may follow (followObjects). It is not fsynced: the
 * world must survive its process, not a power cut.
 */
export const openObjects = <S extends z.ZodType>(file: string, schema: S): ObjectFile<z.output<S>> => {
  mkdirSync(path.dirname(file), { recursive: true });
  const { objects, lines } = load(file, schema);
  if (lines > objects.size + wasteLines) rewrite(file, objects);
  const handle = openSync(file, 'a');
  let changes = 0;
  const append = (key: string, value: unknown) => {
    writeSync(handle, lineOf(key, value));
    changes += 1;
  };

  return {
    get: (key) => objects.get(key),
    all: () => [...objects.values()],
    put: (key, value) => {
      append(key, value);
      objects.set(key, value);
    },
    remove: (key) => {
      if (objects.delete(key)) append(key, null);
    },
    changes: () => changes,
    close: () => closeSync(handle),
  };
};

const lineOf = (key: string, value: unknown) => `${JSON.stringify({ key, value })}\n`;

const load = <S extends z.ZodType>(file: string, schema: S) => {
  const objects = new Map<string, z.output<S>>();
  const bytes = readWhole(file);
  const whole = bytes.lastIndexOf(10) + 1;
  if (whole < bytes.length) truncateSync(file, whole); // the writer died in the middle of a line
  const texts = bytes.subarray(0, whole).toString('utf8').split('\n').filter(Boolean);
  for (const text of texts) foldLine(objects, text, schema);
  return { objects, lines: texts.length };
};

/** Applies one line to the objects. */
export const foldLine = <S extends z.ZodType>(objects: Map<string, z.output<S>>, text: string, schema: S) => {
  const { key, value } = JSON.parse(text);
  if (value === null) objects.delete(key);
  else objects.set(key, schema.parse(value));
};

const rewrite = (file: string, objects: ReadonlyMap<string, unknown>) => {
  writeFileSync(`${file}.new`, [...objects].map(([key, value]) => lineOf(key, value)).join(''));
  renameSync(`${file}.new`, file);
};

const readWhole = (file: string): Buffer => {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
};

/** A file name for any key: itself where a file may be called so, else its digest. */
export const fileName = (key: string) =>
  /^[\w:-][\w.:-]{0,229}$/.test(key) ? key : `~${createHash('sha256').update(key).digest('hex')}`;
