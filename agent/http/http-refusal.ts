import type { Refusal } from '#contract/agent/operation.ts';

/** An answer that is not 2xx; thrown by a route. */
export class HttpRefusal extends Error {
  readonly status: number;
  readonly refusal: Refusal;
  /** For 429: when it is worth asking again. */
  readonly retryAfterSeconds: number | undefined;
  constructor(status: number, code: string, sentence: string, remedy?: string, retryAfterSeconds?: number) {
    super(sentence);
    this.name = 'HttpRefusal';
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
    this.refusal = { code, sentence, ...(remedy ? { remedy } : {}) };
  }
}
