import type { FinalResult, OperationRequest, Refusal } from '#contract/agent/operation.ts';
import type { Ledger } from './ledger.ts';

/** Why a request may not act, whatever the world looks like; null = nothing stands in its way. Fences come first. */
export const barrierTo = (ledger: Ledger, id: string, request: OperationRequest, digest: string): Refusal | null => {
  const seen = ledger.epochOf(request.jobId);
  if (request.epoch < seen)
    return {
      code: 'stale_epoch',
      sentence: `Job ${request.jobId} is at epoch ${seen}; a request of epoch ${request.epoch} comes from an older holder.`,
      details: { seen, sent: request.epoch },
    };
  const known = ledger.find(id);
  if (known && known.digest !== digest)
    return { code: 'different_request', sentence: `Operation ${id} was asked for before with another content.` };
  const buried = ledger.tombstoneOf(id);
  if (buried) return tombstoned(id, buried.by, known?.result ?? null);
  if (request.undoes === id) return { code: 'bad_request', sentence: `Operation ${id} cannot undo itself.` };
  const undone = request.undoes ? ledger.find(request.undoes) : undefined;
  if (undone && undone.jobId !== request.jobId)
    return { code: 'undoes_other_job', sentence: `Operation ${request.undoes} belongs to job ${undone.jobId}.` };
  return null;
};

/** `recorded`: how the operation had ended before it was taken back, if it had. */
export const tombstoned = (id: string, by: string, recorded: FinalResult | null): Refusal => ({
  code: 'tombstoned',
  sentence: `Operation ${id} was taken back by ${by} and will not take effect again.`,
  remedy: 'Ask for the same act under a new operation id.',
  details: { by, recorded },
});
