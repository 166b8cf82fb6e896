import { createHash } from 'node:crypto';
import { pool } from '#server/db/client.ts';
import { ProblemError } from '#server/errors.ts';
import { openSecret, sealSecret } from '#server/keys/seal.ts';

export type KeptAnswer = { status: number; body: unknown; location: string | null };
/** A connection in a transaction. */
export type Queryable = { query: (sql: string, values: unknown[]) => Promise<{ rowCount: number | null }> };

/** The right to carry the request out and to keep its answer. */
export type Claim = { userId: string; key: string; since: Date };

/** After so long without an answer the process that had it is taken for dead; its effect is only counted if it kept an answer. */
const ABANDONED_AFTER = '60 seconds';
const KEPT_FOR = '7 days';
const keyShape = /^[\x21-\x7e]{1,200}$/;

/** @throws ProblemError `idempotency_key_missing` or `validation_failed`. */
export function readIdempotencyKey(request: Request): string {
  const key = request.headers.get('idempotency-key');
  if (key === null)
    throw new ProblemError(
      'idempotency_key_missing',
      'This request starts something, so it carries a key of its own.',
      {
        remedy: 'Send a new UUID as Idempotency-Key, and the same one again when you repeat the request.',
      },
    );
  if (keyShape.test(key)) return key;
  const message = 'is 1 to 200 visible ASCII characters';
  throw new ProblemError('validation_failed', `Idempotency-Key ${message}.`, {
    errors: [{ path: 'headers.idempotency-key', message }],
  });
}

/** The same request, however its JSON was laid out: method, address and body with sorted names. */
export function requestHash(method: string, address: string, body: unknown): string {
  const sorted = (_: string, value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  return createHash('sha256')
    .update(`${method} ${address}\n${JSON.stringify(body, sorted)}`)
    .digest('hex');
}

type Row = { requestHash: string; status: number | null; response: unknown; location: string | null };

/**
 * Takes the key for this request, or answers what was answered the first time.
 * @throws ProblemError `request_in_flight`, or `idempotency_key_reused` when it was used for another request.
 */
export async function claimKey(userId: string, key: string, hash: string): Promise<Claim | KeptAnswer> {
  // The first statement wins for a key that is new, forgotten, or left behind by a process that died.
  const { rows: claimed } = await pool.query<{ createdAt: Date }>(
    `INSERT INTO "IdempotencyKey" AS kept ("userId", key, "requestHash", "createdAt") VALUES ($1, $2, $3, clock_timestamp())
     ON CONFLICT ("userId", key) DO UPDATE SET "createdAt" = clock_timestamp(), "requestHash" = $3, status = NULL, response = NULL, location = NULL
     WHERE (kept.status IS NULL AND kept."requestHash" = $3 AND kept."createdAt" < clock_timestamp() - interval '${ABANDONED_AFTER}')
        OR kept."createdAt" < clock_timestamp() - interval '${KEPT_FOR}'
     RETURNING "createdAt"`,
    [userId, key, hash],
  );
  if (claimed[0]) return { userId, key, since: claimed[0].createdAt };
  const { rows } = await pool.query<Row>(
    'SELECT "requestHash", status, response, location FROM "IdempotencyKey" WHERE "userId" = $1 AND key = $2',
    [userId, key],
  );
  return keptAnswer(rows[0], userId, key, hash);
}

function keptAnswer(row: Row | undefined, userId: string, key: string, hash: string): KeptAnswer {
  if (row && row.requestHash !== hash)
    throw new ProblemError('idempotency_key_reused', 'This key came with another method, address or body before.', {
      remedy: 'Send a new key with a new request.',
    });
  if (!row || row.status === null)
    throw new ProblemError('request_in_flight', 'The first request with this key has no answer yet.', {
      remedy: 'Ask again in a second; the answer will be the same.',
      headers: { 'retry-after': '1' },
    });
  return {
    status: row.status,
    body: JSON.parse(openSecret(String(row.response), placeOf(userId, key))),
    location: row.location,
  };
}

const placeOf = (userId: string, key: string) => `IdempotencyKey:${userId}/${key}:response` as const;

/**
 * Keeps the answer, sealed: some answers hold what is shown only once. In the transaction of the effect, both happen
 * or neither.
 * @throws ProblemError `request_in_flight` when the claim was taken over meanwhile: the effect must be rolled back.
 */
export async function keepAnswer(claim: Claim, answer: KeptAnswer, tx: Queryable = pool): Promise<void> {
  const response = JSON.stringify(sealSecret(JSON.stringify(answer.body), placeOf(claim.userId, claim.key)));
  const { rowCount } = await tx.query(
    `UPDATE "IdempotencyKey" SET status = $4, response = $5::jsonb, location = $6
     WHERE "userId" = $1 AND key = $2 AND "createdAt" = $3 AND status IS NULL`,
    [claim.userId, claim.key, claim.since, answer.status, response, answer.location],
  );
  if (rowCount === 0)
    throw new ProblemError('request_in_flight', 'Another process took this request over.', {
      remedy: 'Ask again in a second.',
    });
}

/** Gives the key back after a request that changed nothing; an answer that was kept with its effect stays. */
export async function releaseKey({ userId, key, since }: Claim): Promise<void> {
  await pool.query(
    'DELETE FROM "IdempotencyKey" WHERE "userId" = $1 AND key = $2 AND "createdAt" = $3 AND status IS NULL',
    [userId, key, since],
  );
}

/** Nobody repeats a request after a week. */
export async function forgetOldKeys(): Promise<void> {
  await pool.query(`DELETE FROM "IdempotencyKey" WHERE "createdAt" < now() - interval '${KEPT_FOR}'`);
}
