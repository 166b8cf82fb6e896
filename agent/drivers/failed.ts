import type { Refusal } from '#contract/agent/operation.ts';

/**
 * An attempt that broke for a reason the driver can name ('not_ready', 'no_space'). The agent looks at the world next:
 * when the wanted state holds after all the operation is done, otherwise it answers `failed` with this refusal.
 * Any other error of a driver is treated the same way under the code `driver_error`.
 */
export class Failed extends Error {
  readonly refusal: Refusal;
  constructor(code: string, sentence: string, remedy?: string, details?: Record<string, unknown>) {
    super(sentence);
    this.name = 'Failed';
    this.refusal = { code, sentence, ...(remedy ? { remedy } : {}), ...(details ? { details } : {}) };
  }
}
