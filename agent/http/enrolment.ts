import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { writeDurably } from '#agent/durable-file.ts';
import type { Refusal } from '#contract/agent/operation.ts';
import { type AttemptLimit, createAttemptLimit } from './attempt-limit.ts';

/** Digests alone are kept: who reads the file can neither enrol nor call. */
const Stored = z.object({
  tokenDigest: z.string(),
  usedBy: z.string().nullable(),
  usedAt: z.string().nullable(),
  secretDigest: z.string().nullable(),
});
type Stored = z.infer<typeof Stored>;

/** `retryAfterSeconds`: asking again before is of no use. */
type EnrolRefusal = Refusal & { retryAfterSeconds?: number };
export type Enrolment = ReturnType<typeof openEnrolment>;

/**
 * Who may call this agent. A token is good for one enrolment; a new token in the config opens the door once more, and
 * the old secret holds until it is used. `freshToken` is the token to show when none was configured and none made before.
 */
export const openEnrolment = (
  stateDir: string,
  configuredToken: string | undefined,
  attempts: AttemptLimit = createAttemptLimit(),
) => {
  const file = path.join(stateDir, 'enrolment.json');
  const before = read(file);
  const freshToken = before || configuredToken ? null : `hde_${randomBytes(32).toString('base64url')}`;
  const token = configuredToken ?? freshToken;
  let stored = before;

  const store = (next: Stored) => {
    writeDurably(file, JSON.stringify(next));
    stored = next;
  };

  if (token && stored?.tokenDigest !== digest(token))
    store({ tokenDigest: digest(token), usedBy: null, usedAt: null, secretDigest: stored?.secretDigest ?? null });

  /** `from`: the address of whoever asks. After too many wrong tokens nothing is looked at, not even a right one. */
  const enrol = (offered: string, controlPlane: string, from: string): { secret: string } | EnrolRefusal => {
    const blockedMs = attempts.blockedMs(from);
    if (blockedMs > 0) return tooManyAttempts(Math.ceil(blockedMs / 1000));
    if (!stored || !equal(stored.tokenDigest, digest(offered))) {
      attempts.failed(from);
      return wrongToken;
    }
    if (stored.usedBy !== null) return usedToken;
    const secret = `hds_${randomBytes(32).toString('base64url')}`;
    store({ ...stored, usedBy: controlPlane, usedAt: new Date().toISOString(), secretDigest: digest(secret) });
    return { secret };
  };

  /** `authorization` as the header stands in the request. */
  const admits = (authorization: string | undefined): boolean => {
    const [, offered] = /^Bearer ([\w.~+/=-]{1,300})$/.exec(authorization ?? '') ?? [];
    return offered !== undefined && stored?.secretDigest != null && equal(stored.secretDigest, digest(offered));
  };

  return { freshToken, enrol, admits };
};

const newToken = 'Put a new enrolmentToken into the config of the agent and restart it.';
const wrongToken = {
  code: 'token_wrong',
  sentence: 'This is not the enrolment token of this agent.',
  remedy: newToken,
};
const usedToken = { code: 'token_used', sentence: 'This enrolment token was used before.', remedy: newToken };

const tooManyAttempts = (retryAfterSeconds: number): EnrolRefusal => ({
  code: 'too_many_attempts',
  sentence: `Too many wrong enrolment tokens were offered; none is looked at for ${retryAfterSeconds} seconds.`,
  remedy: 'Wait, then send the token that this agent printed or was configured with.',
  retryAfterSeconds,
});

const digest = (text: string) => createHash('sha256').update(text).digest('base64url');
const equal = (a: string, b: string) => timingSafeEqual(Buffer.from(a), Buffer.from(b));

const read = (file: string): Stored | null => {
  try {
    return Stored.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new Error(`${file} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
};
