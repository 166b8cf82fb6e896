import { hkdfSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { env } from '#server/env.ts';

const known = new Map<string, string>();

/**
 * The installation's secret for what it signs (sessions, page tokens): HEDDLE_SESSION_SECRET, or
 * <home>/keys/session-secret (0600), made at first use. Control planes on several machines share the variable.
 */
function installationSecret(): string {
  if (env.sessionSecret) return env.sessionSecret;
  const file = path.join(env.home, 'keys', 'session-secret');
  const kept = known.get(file);
  if (kept) return kept;
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  try {
    // 'wx': of several processes that start at once, one writes and the others read.
    writeFileSync(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const secret = readFileSync(file, 'utf8').trim();
  if (secret.length < 32) throw new Error(`${file} is damaged: remove it; everybody has to sign in again.`);
  known.set(file, secret);
  return secret;
}

const derived = new Map<string, string>();

/** 32 bytes for one purpose, as hex; knowing one tells nothing about another. */
export function derivedSecret(purpose: 'session' | 'page-token'): string {
  const secret = installationSecret();
  const key = `${purpose} ${secret}`;
  const made = derived.get(key) ?? Buffer.from(hkdfSync('sha256', secret, '', `heddle ${purpose}`, 32)).toString('hex');
  derived.set(key, made);
  return made;
}
