import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Replaces `file` in one step and makes it survive a power cut; others see the old text or the new, never half of it. */
export const writeDurably = (file: string, text: string, mode = 0o600) => {
  const fresh = `${file}.new`;
  const handle = openSync(fresh, 'w', mode);
  try {
    writeFileSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(fresh, file);
  syncFolder(path.dirname(file));
};

/** Makes renames and new names in `folder` survive a power cut. */
export const syncFolder = (folder: string) => {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};
