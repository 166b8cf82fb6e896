import type { OperationRequest, OperationResult, Refusal } from '#contract/agent/operation.ts';
import { barrierTo, tombstoned } from './barrier.ts';
import { faultPoint } from './fault-point.ts';
import { findAct, type Systems } from './find-act.ts';
import { busy, createFlights, type Flight, type Settled, unwritable } from './flights.ts';
import type { Ledger } from './ledger.ts';
import { within } from './within.ts';

/** What came of asking: an answer at once, or something to wait for. */
type Admitted = { id: string; operation: string; from: { answer: Settled } | { flight: Flight } };

export type Operator = ReturnType<typeof createOperator>;

/** Carries out operations so that each id takes effect once; README.md states the rules. */
export const createOperator = (systems: Systems, ledger: Ledger, onEnd: () => void) => {
  const flights = createFlights(ledger, onEnd);

  /** Takes in a request: synchronous, so that a batch is admitted whole and in order before anything of it runs. */
  const admit = (id: string, request: OperationRequest): Admitted => {
    const admitted = (from: Admitted['from']): Admitted => ({ id, operation: request.operation, from });
    faultPoint('before-intent', id, request.operation);
    const found = findAct(systems, request);
    if ('refusal' in found) return admitted({ answer: refused(found.refusal) });
    const barrier = barrierTo(ledger, id, request, found.digest);
    if (barrier) return admitted({ answer: refused(barrier) });
    ledger.raiseEpoch(request.jobId, request.epoch);
    const flight = flights.get(id);
    if (flight) return admitted({ flight });
    const result = ledger.find(id)?.result;
    if (result && result.outcome !== 'failed') return admitted({ answer: result });
    ledger.accept(id, found.digest, { ...request, params: found.act.params });
    if (request.undoes) ledger.bury(request.undoes, id, request.jobId);
    return admitted({ flight: flights.launch(id, request, found) });
  };

  /** Asks for an operation by its id alone. One that was interrupted goes on now; null = the id never arrived. */
  const recall = (id: string): Admitted | null => {
    const known = ledger.find(id);
    const admitted = (from: Admitted['from']): Admitted => ({ id, operation: known?.request?.operation ?? '', from });
    const buried = ledger.tombstoneOf(id);
    if (buried) return admitted({ answer: refused(tombstoned(id, buried.by, known?.result ?? null)) });
    const flight = flights.get(id);
    if (flight) return admitted({ flight });
    if (known?.result) return admitted({ answer: known.result });
    if (!known?.request) return null;
    const found = findAct(systems, known.request);
    if ('refusal' in found) return admitted({ answer: busy(found.refusal) }); // its system left the config
    return admitted({ flight: flights.launch(id, known.request, found) });
  };

  /**
   * Results in the order given, after all have ended or `waitMs` is over: `running` for those that go on. Every result
   * that is answered is on the disk, with one flush for all.
   */
  const answers = async (admitted: Admitted[], waitMs: number): Promise<OperationResult[]> => {
    const flying = admitted.flatMap(({ from }) => ('flight' in from ? [from.flight.settled] : []));
    if (flying.length > 0) await within(Promise.all(flying), waitMs);
    const results = admitted.map(({ from }) => resultNow(from));
    try {
      await ledger.flush();
    } catch (error) {
      return results.map(() => busy(unwritable(error)));
    }
    for (const { id, operation } of admitted) faultPoint('after-result', id, operation);
    return results;
  };

  return { admit, recall, answers, drain: flights.drain };
};

const resultNow = (from: Admitted['from']): OperationResult =>
  'answer' in from ? from.answer : (from.flight.result ?? { outcome: 'running', startedAt: from.flight.startedAt });

const refused = (refusal: Refusal): Settled => ({ outcome: 'refused', refusal });
