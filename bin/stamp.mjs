// Derived files (the Prisma client, bundles, the production build) are made again when a hash of their sources changed.
// Stamps and locks lie in dist/, so that deleting dist/ makes everything anew.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isSame, startTimeOf, waitUntil } from '#bin/process-table.mjs';

export const root = path.join(import.meta.dirname, '..');
const stateFolder = path.join(root, 'dist/.state');
const lockDeadlineMs = 15 * 60_000;

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

/** A hash of the names and contents of files and folders of the checkout; what does not exist counts as absent. */
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

const readStamp = (name) => {
  const file = path.join(stateFolder, name);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
};

const ownerOf = (lock) => {
  try {
    return JSON.parse(readFileSync(lock, 'utf8'));
  } catch {
    return undefined; // just released, or just being written
  }
};

/** Runs `make` while no other process of this checkout holds the same lock; the lock of a dead process does not count. */
export const withLock = async (name, make) => {
  mkdirSync(stateFolder, { recursive: true });
  const lock = path.join(stateFolder, `${name}.lock`);
  const take = () => {
    try {
      writeFileSync(lock, JSON.stringify({ pid: process.pid, startTime: startTimeOf(process.pid) }), { flag: 'wx' });
      return true;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const owner = ownerOf(lock);
      if (owner && !isSame(owner)) rmSync(lock, { force: true });
      return false;
    }
  };
  if (!(await waitUntil(take, lockDeadlineMs, 100))) throw new Error(`Another process has held ${lock} for too long.`);
  try {
    return await make();
  } finally {
    rmSync(lock, { force: true });
  }
};

/**
 * Runs `make` unless it ran before for the same `hash` and all `outputs` are still there. Answers whether it ran.
 * Two processes that find the same thing missing make it once.
 */
export const makeIfChanged = async ({ name, hash, outputs, make }) => {
  const isCurrent = () => readStamp(name) === hash && outputs.every((file) => existsSync(path.join(root, file)));
  if (isCurrent()) return false;
  return withLock(name, async () => {
    if (isCurrent()) return false;
    await make();
    writeFileSync(path.join(stateFolder, name), hash);
    return true;
  });
};
