// Derived files (the Prisma client, bundles, the production build) are made again when a hash of their sources changed.
// The stamps lie in dist/, so that deleting dist/ makes everything anew.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withLock } from '#bin/lock.mjs';

export const root = path.join(import.meta.dirname, '..');
const stateFolder = path.join(root, 'dist/.state');

const filesBelow = (name) => {
  const full = path.join(root, name);
  const stat = statSync(full, { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isDirectory()) return [name];
  const entries = readdirSync(full, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
};

/** A hash of the names and contents of files and folders of the checkout; one that does not exist adds nothing. */
export const hashOf = (names, isSource = () => true) => {
  const hash = createHash('sha256');
  for (const file of names.flatMap(filesBelow).filter(isSource).sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
};

/**
 * Runs `make` unless it ran before for the same `hash` and all `outputs` are still there. Answers whether it ran.
 * Of two processes that find the same thing missing, one makes it and the other waits.
 */
export const makeIfChanged = async ({ name, hash, outputs, make }) => {
  const stamp = path.join(stateFolder, name);
  const isCurrent = () =>
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === hash &&
    outputs.every((file) => existsSync(path.join(root, file)));
  if (isCurrent()) return false;
  mkdirSync(stateFolder, { recursive: true });
  return withLock(`${stamp}.lock`, async () => {
    if (isCurrent()) return false;
    await make();
    writeFileSync(stamp, hash);
    return true;
  });
};
