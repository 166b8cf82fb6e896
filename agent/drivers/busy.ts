import type { Refusal } from '#contract/agent/operation.ts';

/** Nothing can be said or done right now; ask again later. Never recorded. */
export class Busy extends Error {
  readonly refusal: Refusal;
  constructor(code: string, sentence: string, remedy: string, details?: Record<string, unknown>) {
    super(sentence);
    this.name = 'Busy';
    this.refusal = { code, sentence, remedy, ...(details ? { details } : {}) };
  }
}
