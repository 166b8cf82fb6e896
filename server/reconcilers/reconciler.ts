import type { Pool } from 'pg';

/** `run` may be called at any moment, by any worker, and twice; `signal` ends long waits when the process stops. */
export type Reconciler = {
  name: string;
  everyMs: () => number;
  run: (pool: Pool, signal: AbortSignal) => Promise<void>;
};
