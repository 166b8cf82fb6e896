import type { Refusal } from '#contract/agent/operation.ts';

/** An answer that is not 2xx; thrown by a route. */
export class HttpRefusal extends Error {
  readonly status: number;
  readonly refusal: Refusal;
  constructor(status: number, code: string, sentence: string, remedy?: string) {
    super(sentence);
    this.name = 'HttpRefusal';
    this.status = status;
    this.refusal = { code, sentence, ...(remedy ? { remedy } : {}) };
  }
}
