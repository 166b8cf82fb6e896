import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { followLines } from './follow-lines.ts';
import { foldLine } from './object-file.ts';

export type FollowedObjects<T> = {
  /** What the file says now. */
  now(): ReadonlyMap<string, T>;
  /** Grows whenever a look finds something new. */
  changes(): number;
};

/** Reads the objects that another process writes with openObjects. */
export const followObjects = <S extends z.ZodType>(file: string, schema: S): FollowedObjects<z.output<S>> => {
  const objects = new Map<string, z.output<S>>();
  const { look, changes } = followLines(file, {
    line: (text) => foldLine(objects, text, schema),
    anew: () => objects.clear(),
  });
  const now = () => {
    look();
    return objects;
  };
  return { now, changes };
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
