export type Direction = 'do' | 'undo';

/**
 * The id under which an agent takes a row's act once: the same on every resend, another in every round (a retry).
 * `again` counts how often a refused undo was asked for anew: an agent's refusal is final for its id.
 * Text of at most 120 characters; `rowKey` must be as domain/plans/order.ts demands.
 */
export function operationId(jobId: string, round: number, rowKey: string, direction: Direction, again = 0): string {
  const id = `${jobId}:${round}:${rowKey}:${direction}`;
  return again === 0 ? id : `${id}:${again}`;
}
