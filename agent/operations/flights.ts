import { Busy } from '#agent/drivers/busy.ts';
import type { Ending, Guarded } from '#agent/drivers/guarded.ts';
import { Refused } from '#agent/drivers/refused.ts';
import type { OperationRequest, OperationResult, Refusal } from '#contract/agent/operation.ts';
import type { BoundAct, Outputs } from './act.ts';
import { attempt } from './attempt.ts';
import { tombstoned } from './barrier.ts';
import { faultPoint } from './fault-point.ts';
import type { Ledger } from './ledger.ts';
import { spoiled } from './spoiled.ts';
import { within } from './within.ts';

/** `running` never stands here: who waits says so when the time is up. */
export type Settled = Exclude<OperationResult, { outcome: 'running' }>;
/** An operation that is being carried out; `settled` never rejects. */
export type Flight = { startedAt: string; settled: Promise<Settled>; result: Settled | null };
type Bound = { act: BoundAct; system: Guarded };

/**
 * The operations being carried out. Each one is on the disk before anything happens, waits for the operation it takes
 * back, holds its objects, acts, and records how it ended. `onEnd` is called when the world may have changed.
 */
export const createFlights = (ledger: Ledger, onEnd: () => void) => {
  const flights = new Map<string, Flight>();

  const carryOut = async (id: string, request: OperationRequest, { act, system }: Bound): Promise<Settled> => {
    await ledger.flush();
    faultPoint('after-intent', id, request.operation);
    if (request.undoes) await waitFor(flights.get(request.undoes), request.deadlineMs);
    const ending = await system.act({
      name: request.operation,
      hold: act.hold,
      deadlineMs: request.deadlineMs,
      body: (signal) => {
        refuseWhenBuried(ledger, id);
        return attempt(spoiled(act, id, request.operation), signal);
      },
    });
    faultPoint('after-effect', id, request.operation);
    const result = resultOf(ending);
    if (result.outcome !== 'busy') ledger.end(id, result);
    return result;
  };

  const launch = (id: string, request: OperationRequest, bound: Bound): Flight => {
    const settled = carryOut(id, request, bound)
      .catch((error: unknown) => busy(error instanceof Busy ? error.refusal : unwritable(error)))
      .then((result) => {
        flight.result = result;
        flights.delete(id);
        onEnd();
        return result;
      });
    const flight: Flight = { startedAt: new Date().toISOString(), settled, result: null };
    flights.set(id, flight);
    return flight;
  };

  /** Resolves when nothing is being carried out any more, or after `waitMs`. */
  const drain = async (waitMs: number) => {
    await within(Promise.all([...flights.values()].map((flight) => flight.settled)), waitMs);
  };

  return { get: (id: string) => flights.get(id), launch, drain };
};

/** The undo may have come while this one waited for its objects. */
const refuseWhenBuried = (ledger: Ledger, id: string) => {
  const buried = ledger.tombstoneOf(id);
  if (!buried) return;
  const { code, sentence, remedy, details } = tombstoned(id, buried.by, null);
  throw new Refused(code, sentence, remedy, details);
};

const waitFor = async (undone: Flight | undefined, deadlineMs: number) => {
  if (!undone || (await within(undone.settled, deadlineMs))) return;
  throw new Busy('undone_in_flight', 'The operation to take back is still going on.', 'Ask again when it has ended.');
};

const resultOf = (ending: Ending<Outputs>): Settled => {
  if (ending.ending === 'done') return { outcome: 'done', outputs: ending.value };
  return { outcome: ending.ending, refusal: ending.refusal };
};

export const busy = (refusal: Refusal): Settled => ({ outcome: 'busy', refusal });

export const unwritable = (error: unknown): Refusal => ({
  code: 'ledger_unwritable',
  sentence: `The agent cannot write its ledger: ${error instanceof Error ? error.message : String(error)}`,
  remedy: 'Make room on its disk and restart the agent.',
});
