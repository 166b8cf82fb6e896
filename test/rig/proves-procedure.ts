import { afterAll, beforeAll, describe, it } from 'vitest';
import type { FaultWindow } from '#agent/operations/fault-point.ts';
import { windows } from '#server/jobs/windows.ts';
import { killAgent, killWorker } from './kill-cases.ts';
import { openProcedureBench, type ProcedureBench, type ProcedureProof } from './procedure-bench.ts';
import { tellCounts } from './proof-counts.ts';
import { actTwice, comeThrough, fail, lie, lieWhileUndoing, refuse, refuseToUndo } from './row-cases.ts';

const agentWindows: FaultWindow[] = ['before-intent', 'after-intent', 'after-effect', 'after-result'];
/** On a machine that is busy with other things, the processes of a fabric take their time to start. */
const startMs = 300_000;
const isFull = process.env.HEDDLE_PROOFS === 'full';

/**
 * Everything that is promised of a procedure, on the simulated fabric, with the oracle after every case. `inFull`: rows
 * at whose every moment worker and agent are killed; at the others one moment each, in turn, unless HEDDLE_PROOFS=full.
 * `checks`: rows that look and change nothing.
 */
export function provesProcedure(
  proof: ProcedureProof & { inFull: readonly string[]; checks?: readonly string[] },
): void {
  const { name, rows, checks = [], irreversible = [] } = proof;
  let bench: ProcedureBench;
  beforeAll(async () => {
    bench = await openProcedureBench(proof);
  }, startMs);
  afterAll(async () => {
    if (bench) tellCounts(name, bench.counts, bench.oracle.counted());
    await bench?.fabric.dispose();
  });
  const acting = rows.filter((row) => !checks.includes(row));
  const undoable = acting.filter((row) => !irreversible.includes(row));

  describe(name, () => {
    it('succeeds, and comes back', () => comeThrough(bench));
    it('acts once, however often its operations are sent', () => actTwice(bench));
    it.each(rows)('is taken back when %s is refused', (row) => refuse(bench, row));
    it.each(acting)('is taken back when %s fails', (row) => fail(bench, row));
    it.each(acting)('finds out that %s is a lie, and is taken back', (row) => lie(bench, row));
    it.each(undoable)('is stuck when the undo of %s is refused, and can be retried', (row) => refuseToUndo(bench, row));
    it.each(undoable)('finds out that the undo of %s is a lie', (row) => lieWhileUndoing(bench, row));
    it.each(moments(proof, windows))('outlives kill -9 of the worker: %s, %s', (row, at) => killWorker(bench, row, at));
    it.each(moments(proof, agentWindows))('outlives kill -9 of the agent: %s, %s', (row, at) =>
      killAgent(bench, row, at),
    );
  });
}

/** Every row at least once, and every moment of those that are proven in full here. */
function moments<W>({ rows, inFull }: { rows: readonly string[]; inFull: readonly string[] }, all: readonly W[]) {
  return rows.flatMap((row, at) => {
    const chosen = isFull || inFull.includes(row) ? all : all.filter((_, index) => index === at % all.length);
    return chosen.map((moment) => [row, moment] as const);
  });
}
