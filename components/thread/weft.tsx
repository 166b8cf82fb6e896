import { Knot } from './knot.tsx';
import type { ThreadState } from './thread-row.ts';

const pitch = 16;
const inset = 9;
const height = 20;

/** An item's rows as one short thread lying on its side; rows of items under each other make the cloth. */
export function Weft({ states }: { states: readonly ThreadState[] }) {
  const width = inset * 2 + Math.max(0, states.length - 1) * pitch;
  const x = (at: number) => inset + at * pitch;
  return (
    <svg aria-hidden="true" width={width} height={height} className="block">
      {states.slice(1).map((state, at) => (
        <line
          // biome-ignore lint/suspicious/noArrayIndexKey: a row of the thread is its number
          key={at}
          x1={x(at)}
          x2={x(at + 1)}
          y1={height / 2}
          y2={height / 2}
          strokeWidth="1.5"
          stroke={state === 'pending' || state === 'waiting' ? 'var(--color-line-strong)' : 'var(--color-thread)'}
        />
      ))}
      {states.map((state, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <Knot key={at} x={x(at)} y={height / 2} state={state} />
      ))}
    </svg>
  );
}
