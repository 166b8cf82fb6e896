import { pool } from '#server/db/client.ts';
import { liveWorkers } from '#server/jobs/live-workers.ts';
import { missingKeys } from '#server/keys/missing-keys.ts';
import { log } from '#server/log.ts';

export type Readiness = {
  /** The console can be used and jobs will run. */
  ready: boolean;
  database: 'answers' | 'unavailable';
  workers: number;
  /** Keys are missing: agents whose secrets they seal cannot be called until the key file is back. */
  sealed: boolean;
};

const PATIENCE_MS = 5_000;

/** Looks at the database, at the workers' liveness locks and at the keys, now. Never throws. */
export async function readiness(): Promise<Readiness> {
  try {
    const [workers, missing] = await withinPatience(Promise.all([liveWorkers(pool), missingKeys()]));
    return { ready: workers > 0, database: 'answers', workers, sealed: missing.length > 0 };
  } catch (error) {
    log.warn({ err: error }, 'not ready');
    return { ready: false, database: 'unavailable', workers: 0, sealed: false };
  }
}

function withinPatience<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
