import { cn } from '#components/ui/cn.ts';
import { Knot, knotY } from './knot.tsx';
import type { LaneCell, Stroke } from './thread-layout.ts';

/** From the left edge to the first lane, and between lanes, in px. */
const inset = 10;
const backOffset = 6.5;
/** The height of the strip in which threads part or join, in px: the more threads, the longer their way. */
const stripHeight = (lanes: number) => 16 + lanes * 4;

const pitch = (lanes: number) => (lanes > 6 ? 15 : 19);
const laneX = (lane: number, lanes: number) => inset + lane * pitch(lanes);

/** The width of a rail that has room for this many lanes, in px. */
export function railWidth(lanes: number): number {
  return laneX(lanes - 1, lanes) + inset + 2;
}

const strokes: Record<Stroke, React.SVGProps<SVGLineElement>> = {
  bare: { stroke: 'var(--color-line-strong)', strokeWidth: 1.5 },
  dyed: { stroke: 'var(--color-thread)', strokeWidth: 1.75 },
  faded: { stroke: 'var(--color-edge)', strokeWidth: 1.5, strokeDasharray: '1 3', strokeLinecap: 'round' },
};

/** The threads beside one row, as tall as the row is. `lanes` of the widest row keep all rails aligned. */
export function Rail({ cells, lanes, className }: { cells: readonly LaneCell[]; lanes: number; className?: string }) {
  return (
    <svg
      aria-hidden="true"
      className={cn('absolute inset-y-0 left-0 h-full overflow-visible', className)}
      width={railWidth(lanes)}
    >
      {cells.map((cell, lane) => {
        const x = laneX(lane, lanes);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a lane is its number
          <g key={lane}>
            {cell.above && <line x1={x} x2={x} y1="0" y2={knotY} {...strokes[cell.above]} />}
            {cell.below && <line x1={x} x2={x} y1={knotY} y2="100%" {...strokes[cell.below]} />}
            {cell.back && <Back x={x} back={cell.back} />}
            {cell.knot && <Knot x={x} state={cell.knot} />}
          </g>
        );
      })}
    </svg>
  );
}

/** The dashed thread that leads back: out of the last knot, up beside the thread, into the first that was taken back. */
function Back({ x, back }: { x: number; back: NonNullable<LaneCell['back']> }) {
  const side = x + backOffset;
  const dash = { stroke: 'var(--color-dim)', strokeWidth: 1.4, strokeDasharray: '3 2.5', fill: 'none' };
  if (back === 'pass') return <line x1={side} x2={side} y1="0" y2="100%" {...dash} />;
  if (back === 'start') return <path d={`M${x} ${knotY}h${backOffset - 3}q3 0 3-3V0`} {...dash} />;
  return (
    <>
      <line x1={side} x2={side} y1={knotY + 3} y2="100%" {...dash} />
      <path
        d={`M${side - 2.6} ${knotY + 6.5} ${side} ${knotY + 3}l2.6 3.5`}
        stroke="var(--color-dim)"
        strokeWidth="1.4"
        fill="none"
        strokeLinecap="round"
      />
    </>
  );
}

export type StripProps = {
  lanes: number;
  numbers: readonly number[];
  look: 'parts' | 'joins';
  strokes: readonly Stroke[];
};

/** Where one thread becomes many, or many become one. */
export function Strip({ lanes, numbers, look, strokes: looks }: StripProps) {
  const trunk = laneX(0, lanes);
  const height = stripHeight(lanes);
  return (
    <svg
      aria-hidden="true"
      className="block overflow-visible @max-[640px]:hidden"
      width={railWidth(lanes)}
      height={height}
    >
      {numbers.map((lane) => {
        const x = laneX(lane, lanes);
        const d =
          look === 'parts'
            ? `M${trunk} 0C${trunk} ${height * 0.7} ${x} ${height * 0.3} ${x} ${height}`
            : `M${x} 0C${x} ${height * 0.7} ${trunk} ${height * 0.3} ${trunk} ${height}`;
        const { strokeWidth, ...look_ } = strokes[looks[lane] ?? 'bare'];
        return (
          <path key={lane} d={d} fill="none" {...(look_ as React.SVGProps<SVGPathElement>)} strokeWidth={strokeWidth} />
        );
      })}
    </svg>
  );
}
