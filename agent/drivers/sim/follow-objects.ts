import { closeSync, existsSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { foldLine } from './object-file.ts';

export type FollowedObjects<T> = {
  /** What the file says now. */
  now(): ReadonlyMap<string, T>;
  /** Grows whenever a look finds something new. */
  changes(): number;
};

/**
 * Reads the objects that another process writes with openObjects. Each look costs a stat and the lines that are new; a
 * line without its end is left for the next look, a file that was written anew is read from its beginning.
 */
export const followObjects = <S extends z.ZodType>(file: string, schema: S): FollowedObjects<z.output<S>> => {
  const objects = new Map<string, z.output<S>>();
  let inode = 0;
  let offset = 0;
  let changes = 0;

  const look = (handle: number) => {
    const { ino, size } = fstatSync(handle);
    if (ino !== inode) {
      objects.clear();
      [inode, offset] = [ino, 0];
    }
    if (size <= offset) return;
    const bytes = Buffer.alloc(size - offset);
    const fresh = bytes.subarray(0, readSync(handle, bytes, 0, bytes.length, offset));
    const whole = fresh.subarray(0, fresh.lastIndexOf(10) + 1);
    for (const text of whole.toString('utf8').split('\n')) if (text) foldLine(objects, text, schema);
    offset += whole.length;
    changes += 1;
  };

  return {
    now: () => {
      const handle = openQuietly(file);
      if (handle === null) return objects;
      try {
        look(handle);
      } finally {
        closeSync(handle);
      }
      return objects;
    },
    changes: () => changes,
  };
};

/** null while its writer has not made it yet. */
const openQuietly = (file: string): number | null => {
  try {
    return openSync(file, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
};

const ending = '.jsonl';

/** Follows every file of a folder, also those that come later; `files` by their names without the ending. */
export const followFolder = <S extends z.ZodType>(folder: string, schema: S) => {
  const followed = new Map<string, FollowedObjects<z.output<S>>>();
  const files = (): ReadonlyMap<string, FollowedObjects<z.output<S>>> => {
    for (const file of existsSync(folder) ? readdirSync(folder) : []) {
      const name = file.slice(0, -ending.length);
      if (file.endsWith(ending) && !followed.has(name))
        followed.set(name, followObjects(path.join(folder, file), schema));
    }
    return followed;
  };
  /** Grows when any of them changes, or there is one more. */
  const changes = (): number => {
    let sum = 0;
    for (const file of files().values()) {
      file.now();
      sum += file.changes() + 1;
    }
    return sum;
  };
  return { files, changes };
};
