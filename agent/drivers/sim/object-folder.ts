import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';

export type ObjectFolder<T> = {
  get(key: string): T | undefined;
  all(): T[];
  put(key: string, value: T): void;
  remove(key: string): void;
  /** Grows with every put and remove of this process. */
  changes(): number;
};

/**
 * A part of a simulated world: one JSON file for each object, replaced by rename, so that kill -9 at any moment leaves
 * each object as it was before or as it is after. The files are read once; this process alone changes them. They are
 * not fsynced: the world must survive its process, not a power cut.
 */
export const openObjectFolder = <S extends z.ZodType>(folder: string, schema: S): ObjectFolder<z.output<S>> => {
  mkdirSync(folder, { recursive: true });
  const objects = new Map<string, z.output<S>>();
  for (const file of readdirSync(folder)) {
    if (!file.endsWith('.json')) rmSync(path.join(folder, file), { force: true });
    else {
      const { key, value } = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
      objects.set(key, schema.parse(value));
    }
  }
  let changes = 0;
  const fileOf = (key: string) => path.join(folder, `${fileName(key)}.json`);

  return {
    get: (key) => objects.get(key),
    all: () => [...objects.values()],
    put: (key, value) => {
      replaceFile(fileOf(key), JSON.stringify({ key, value }));
      objects.set(key, value);
      changes += 1;
    },
    remove: (key) => {
      rmSync(fileOf(key), { force: true });
      objects.delete(key);
      changes += 1;
    },
    changes: () => changes,
  };
};

/** Readers see the old text or the new. */
export const replaceFile = (file: string, text: string) => {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
};

/** A name for any key: itself where a file may be called so, else its digest. */
export const fileName = (key: string) =>
  /^[\w:-][\w.:-]{0,119}$/.test(key) ? key : `~${createHash('sha256').update(key).digest('hex')}`;
