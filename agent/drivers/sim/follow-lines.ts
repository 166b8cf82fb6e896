import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/**
 * Reads the lines that other processes append to a file, each once. A look costs a stat and the lines that are new; a line
 * without its end is left for the next look, a file that was written anew or removed is read from its beginning.
 */
export const followLines = (file: string, { line, anew }: { line: (text: string) => void; anew: () => void }) => {
  let inode = 0;
  let offset = 0;
  let changes = 0;

  const begin = (ino: number) => {
    if (inode !== 0) changes += 1;
    anew();
    [inode, offset] = [ino, 0];
  };
  const readOn = (handle: number) => {
    const { ino, size } = fstatSync(handle);
    if (ino !== inode) begin(ino);
    if (size <= offset) return;
    const bytes = Buffer.alloc(size - offset);
    const fresh = bytes.subarray(0, readSync(handle, bytes, 0, bytes.length, offset));
    const whole = fresh.subarray(0, fresh.lastIndexOf(10) + 1);
    for (const text of whole.toString('utf8').split('\n')) if (text) line(text);
    offset += whole.length;
    changes += 1;
  };

  return {
    look: () => {
      const handle = openQuietly(file);
      if (handle === null) {
        if (inode !== 0) begin(0);
        return;
      }
      try {
        readOn(handle);
      } finally {
        closeSync(handle);
      }
    },
    /** Grows whenever a look finds something new. */
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
