import type { ThreadItem, ThreadRow, ThreadState } from './thread-row.ts';

/** How a piece of thread looks: not yet run, run, or taken back. */
export type Stroke = 'bare' | 'dyed' | 'faded';

/** One lane beside one row. Null above or below: the thread does not go there. */
export type LaneCell = {
  above: Stroke | null;
  below: Stroke | null;
  knot: ThreadState | null;
  /** The dashed thread of the undo beside it: where it starts, passes, and ends. */
  back: 'start' | 'pass' | 'end' | null;
};

export type LaidRow<Row> = {
  row: Row;
  lanes: LaneCell[];
  /** Threads that part from the shared one above this row, or come together above it; lane numbers. */
  parts: number[] | null;
  joins: number[] | null;
};

const begun: readonly ThreadState[] = ['running', 'done', 'proven', 'failed', 'stuck'];
const takenBack: readonly ThreadState[] = ['undone', 'undoing', 'stuck'];

type Drawn = Pick<ThreadRow, 'item' | 'state'>;

/**
 * Lays rows on threads: shared rows on the first lane, every item on its own. Where item rows follow shared ones the
 * thread parts, where shared rows follow item rows the threads join. Rows keep their order.
 */
export function layThread<Row extends Drawn>(rows: readonly Row[], items: readonly ThreadItem[]): LaidRow<Row>[] {
  return runs(rows)
    .flatMap(({ rows: run, shared, first, last }) => {
      const lanes = shared
        ? [null]
        : items.map((item) => item.key).filter((key) => run.some((row) => row.item === key));
      const tracks = lanes.map((lane) => run.map((row, at) => (row.item === lane ? at : -1)).filter((at) => at >= 0));
      const numbers = lanes.map((_, lane) => lane);
      return run.map((row, at) => ({
        row,
        lanes: tracks.map((track) => laneCell(run, track, at, { first, last })),
        parts: !shared && at === 0 && !first && lanes.length > 1 ? numbers : null,
        joins: null,
      }));
    })
    .map((laid, at, all) => {
      const before = all[at - 1];
      const joined = before && before.row.item !== null && laid.row.item === null && before.lanes.length > 1;
      return joined ? { ...laid, joins: before.lanes.map((_, lane) => lane) } : laid;
    });
}

type Run<Row> = { rows: Row[]; shared: boolean; first: boolean; last: boolean };

/** Neighbouring rows that are all shared, or all of items. */
function runs<Row extends Drawn>(rows: readonly Row[]): Run<Row>[] {
  const found: Run<Row>[] = [];
  for (const row of rows) {
    const shared = row.item === null;
    const open = found.at(-1);
    if (open?.shared === shared) open.rows.push(row);
    else found.push({ rows: [row], shared, first: found.length === 0, last: false });
  }
  const end = found.at(-1);
  if (end) end.last = true;
  return found;
}

function laneCell(
  run: readonly Drawn[],
  track: readonly number[],
  at: number,
  ends: { first: boolean; last: boolean },
): LaneCell {
  const next = track.find((row) => row > at);
  const own = track.includes(at);
  const state = own ? (run[at]?.state ?? 'pending') : null;
  const nextState = next === undefined ? null : (run[next]?.state ?? 'pending');
  const passes = nextState ?? (ends.last ? null : tailState(run, track));
  const begins = at === track[0] && ends.first;
  const before = track.some((row) => row < at);
  const reaches = ends.first && !before && !own;
  return {
    above: reaches || begins ? null : own && state ? strokeTo(state) : passes && strokeTo(passes),
    below: reaches || passes === null ? null : strokeTo(passes),
    knot: state,
    back: backAt(run, track, at),
  };
}

/** The thread below an item's last row goes on as that row ended. */
function tailState(run: readonly Drawn[], track: readonly number[]): ThreadState {
  const last = run[track.at(-1) ?? 0]?.state ?? 'pending';
  return last === 'done' || last === 'proven' ? last : 'pending';
}

/** The look of the thread that leads to a row in this state. */
function strokeTo(state: ThreadState): Stroke {
  if (begun.includes(state)) return 'dyed';
  return state === 'undone' || state === 'undoing' ? 'faded' : 'bare';
}

/** The undo runs from the last row that acted back up to the first that was taken back. */
function backAt(run: readonly Drawn[], track: readonly number[], at: number): LaneCell['back'] {
  const states = track.map((row) => run[row]?.state ?? 'pending');
  const top = track[states.findIndex((state) => takenBack.includes(state))];
  const bottom = track[states.findLastIndex((state) => state === 'failed' || takenBack.includes(state))];
  if (top === undefined || bottom === undefined || top === bottom || at < top || at > bottom) return null;
  if (at === top) return 'end';
  return at === bottom ? 'start' : 'pass';
}
