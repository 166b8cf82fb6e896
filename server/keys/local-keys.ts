import { randomBytes, randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { env } from '#server/env.ts';
import { ProblemError } from '#server/errors.ts';

const KeyFile = z.object({
  /** The one that seals; the others only open. */
  active: z.string(),
  keys: z.array(z.object({ id: z.string().regex(/^[\w-]+$/), key: z.base64(), createdAt: z.string() })).min(1),
});
type KeyFile = z.infer<typeof KeyFile>;
export type Key = { id: string; bytes: Buffer };

const keyFilePath = (): string => path.join(env.home, 'keys', 'local.json');
let cached: { file: string; mtimeMs: number; content: KeyFile } | undefined;

function readKeyFile(): KeyFile | null {
  const file = keyFilePath();
  try {
    const { mtimeMs } = statSync(file);
    // A key that was added while the process runs is seen.
    if (cached?.file !== file || cached.mtimeMs !== mtimeMs)
      cached = { file, mtimeMs, content: KeyFile.parse(JSON.parse(readFileSync(file, 'utf8'))) };
    return cached.content;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw sealed('The key file cannot be read.', error);
  }
}

/** Written beside and linked into place: a reader sees all of it or none, and of several first writers one wins. */
function createKeyFile(): KeyFile {
  const file = keyFilePath();
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const id = randomUUID().slice(0, 8);
  const key = randomBytes(32).toString('base64');
  const content: KeyFile = { active: id, keys: [{ id, key, createdAt: new Date().toISOString() }] };
  const draft = `${file}.${id}`;
  writeFileSync(draft, `${JSON.stringify(content, null, 2)}\n`, { flag: 'wx', mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  return readKeyFile() ?? content;
}

/** The key that new secrets are sealed with; the installation's first one is made here, in <home>/keys/local.json (0600). */
export function activeKey(): Key {
  const { active } = readKeyFile() ?? createKeyFile();
  return keyById(active);
}

/** @throws ProblemError `sealed` where the key is not (or no longer) there. */
export function keyById(id: string): Key {
  const found = readKeyFile()?.keys.find((key) => key.id === id);
  if (!found) throw sealed(`The key ${id} is not in the key file.`);
  return { id, bytes: Buffer.from(found.key, 'base64') };
}

function sealed(detail: string, cause?: unknown): ProblemError {
  return new ProblemError('sealed', detail, {
    remedy: 'Put the key file keys/local.json of this installation back in its home folder.',
    cause,
  });
}
