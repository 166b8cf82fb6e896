import type { Refusal } from '#contract/agent/operation.ts';

/** The world or the request forbids the act: never retried. Any other error of a driver is a failed attempt. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(code: string, sentence: string, remedy?: string, details?: Record<string, unknown>) {
    super(sentence);
    this.name = 'Refused';
    this.refusal = { code, sentence, ...(remedy ? { remedy } : {}), ...(details ? { details } : {}) };
  }
}
