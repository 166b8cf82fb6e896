import { compileDemand, readDemand } from '#domain/capacity/demand-rules.ts';
import { ProblemError } from '#server/errors.ts';

/** A demand that cannot be counted with is refused when it is written, not when somebody plans. @throws ProblemError `validation_failed` */
export function refuseDemand(demand: string | null | undefined): void {
  if (demand === null || demand === undefined) return;
  const about = { id: '', model: '', fromFirmware: null, beforeFirmware: null, source: '', date: null } as const;
  const outcome = compileDemand({ ...about, confidence: 'low', demand: readDemand(demand) });
  if (outcome.ok) return;
  throw new ProblemError('validation_failed', outcome.refusals.map(({ sentence }) => sentence).join(' '), {
    errors: outcome.refusals.map(({ sentence }) => ({ path: 'body.demand', message: sentence })),
    remedy: outcome.refusals.map(({ remedy }) => remedy).join(' '),
  });
}
