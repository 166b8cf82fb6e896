import { afterAll, beforeAll, describe, it } from 'vitest';
import type { FaultWindow } from '#agent/operations/fault-point.ts';
import { windows } from '#server/jobs/windows.ts';
import { meet } from './event-cases.ts';
import { type Falls, killAgents, killWorkers } from './kill-cases.ts';
import { openProcedureBench, type ProcedureBench, type ProcedureProof } from './procedure-bench.ts';
import { tellCounts } from './proof-counts.ts';
import type { FabricOptions } from './proof-fabric.ts';
import { actTwice, comeThrough, fail, lie, lieWhileUndoing, refuse, refuseToUndo } from './row-cases.ts';

const agentWindows: FaultWindow[] = ['before-intent', 'after-intent', 'after-effect', 'after-result'];
/** On a machine that is busy with other things, the processes of a fabric take their time to start. */
const startMs = 300_000;
/** Several processes fall in one case, and each is started again. */
const killsMs = 600_000;
const isFull = process.env.HEDDLE_PROOFS === 'full';

/**
 * Everything that is promised of a procedure, on a fabric of these options, with the oracle after every case. `inFull`: rows
 * at whose every moment worker and agent are killed; at the others at one moment each, unless HEDDLE_PROOFS=full.
 * `checks`: rows that look and change nothing.
 */
export function provesProcedure(
  proof: ProcedureProof & { inFull: readonly string[]; checks?: readonly string[] },
  options: FabricOptions = {},
): void {
  const { name, rows, checks = [], irreversible = [], events = [] } = proof;
  let bench: ProcedureBench;
  beforeAll(async () => {
    bench = await openProcedureBench(proof, options);
  }, startMs);
  afterAll(async () => {
    if (bench) tellCounts(name, bench.counts, bench.oracle.counted());
    await bench?.fabric.dispose();
  });
  const acting = rows.filter((row) => !checks.includes(row));
  // Of what ends in something final nothing is ever taken back once it has come through.
  const undoable = irreversible.length === 0 ? acting : [];

  describe(name, () => {
    it('succeeds, and comes back', () => comeThrough(bench));
    it('acts once, however often its operations are sent', () => actTwice(bench));
    it.each(rows)('is taken back when %s is refused', (row) => refuse(bench, row));
    it.each(acting)('is taken back when %s fails', (row) => fail(bench, row));
    it.each(acting)('finds out that %s is a lie, and is taken back', (row) => lie(bench, row));
    it.each(undoable)('is stuck when the undo of %s is refused, and can be retried', (row) => refuseToUndo(bench, row));
    it.each(undoable)('finds out that the undo of %s is a lie', (row) => lieWhileUndoing(bench, row));
    it.each(events)('comes to its end when $title', (event) => meet(bench, event));
    const kills = { timeout: killsMs };
    it.each(falls(proof, windows))('outlives kill -9 of the worker at $title', kills, ({ falls }) =>
      killWorkers(bench, falls),
    );
    it.each(falls(proof, agentWindows))('outlives kill -9 of the agent at $title', kills, ({ falls }) =>
      killAgents(bench, falls),
    );
  });
}

type Case<W> = { title: string; falls: Falls<W> };

/**
 * By default one case for each moment, in which every row that is proven in full falls there, one after the other; and one
 * in which the other rows fall, each at another moment. With HEDDLE_PROOFS=full, each row at each moment by itself.
 */
function falls<W extends string>(
  { rows, inFull }: { rows: readonly string[]; inFull: readonly string[] },
  all: readonly W[],
) {
  const one = (row: string, moment: W): Case<W> => ({ title: `${row}, ${moment}`, falls: [[row, moment]] });
  if (isFull) return rows.flatMap((row) => all.map((moment) => one(row, moment)));
  const full = all.map((moment): Case<W> => ({ title: moment, falls: inFull.map((row) => [row, moment] as const) }));
  const others = rows.filter((row) => !inFull.includes(row));
  const inTurn = others.map((row) => [row, all[rows.indexOf(row) % all.length] as W] as const);
  const rest: Case<W> = { title: inTurn.map((fall) => fall.join(' ')).join(', '), falls: inTurn };
  return [...full, rest].filter((one) => one.falls.length > 0);
}
