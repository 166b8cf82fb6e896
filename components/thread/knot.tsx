import type { ThreadState } from './thread-row.ts';

/** The height, in px from a row's top, at which its knot sits: the middle of its first line. */
export const knotY = 16;

/** A knot in the thread, told apart by its shape before its colour. */
export function Knot({ x, y = knotY, state }: { x: number; y?: number; state: ThreadState }) {
  return <g transform={`translate(${x} ${y})`}>{shapes[state]}</g>;
}

const ground = 'var(--thread-ground, var(--color-canvas))';

const shapes: Record<ThreadState, React.ReactNode> = {
  pending: <circle r="3.75" fill={ground} stroke="var(--color-edge)" strokeWidth="1.5" />,
  waiting: <circle r="4.5" fill={ground} stroke="var(--color-muted)" strokeWidth="1.5" strokeDasharray="2 1.8" />,
  running: (
    <>
      <circle r="7" fill={ground} stroke="var(--color-thread)" strokeWidth="1.25" className="animate-shuttle" />
      <circle r="3.75" fill="var(--color-thread)" />
    </>
  ),
  done: <circle r="4" fill="var(--color-thread)" stroke={ground} strokeWidth="1.5" />,
  proven: (
    <>
      <circle r="6.25" fill="var(--color-ok)" stroke={ground} strokeWidth="1.5" />
      <path
        d="m-2.6.2 1.8 1.8 3.4-3.8"
        stroke={ground}
        strokeWidth="1.6"
        fill="none"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
  failed: (
    <>
      <circle r="6.25" fill="var(--color-danger)" stroke={ground} strokeWidth="1.5" />
      <path d="m-2-2 4 4m0-4-4 4" stroke={ground} strokeWidth="1.6" strokeLinecap="round" />
    </>
  ),
  undoing: (
    <>
      <circle
        r="6"
        fill={ground}
        stroke="var(--color-thread)"
        strokeWidth="1.5"
        strokeDasharray="2.4 2"
        className="animate-shuttle"
      />
      <path
        d="M0 2.6v-5m-2.2 2.2L0-2.6 2.2-.2"
        stroke="var(--color-thread)"
        strokeWidth="1.4"
        fill="none"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
  undone: (
    <>
      <circle r="4.5" fill={ground} stroke="var(--color-dim)" strokeWidth="1.4" />
      <path d="M-2.9 2.9 2.9-2.9" stroke="var(--color-dim)" strokeWidth="1.4" />
    </>
  ),
  stuck: (
    <>
      <rect
        x="-5.5"
        y="-5.5"
        width="11"
        height="11"
        rx="2"
        transform="rotate(45)"
        fill={ground}
        stroke="var(--color-danger)"
        strokeWidth="1.6"
      />
      <path d="M0-3v3.4M0 2.6v.1" stroke="var(--color-danger)" strokeWidth="1.7" strokeLinecap="round" />
    </>
  ),
  skipped: <path d="M-4 0h8" stroke="var(--color-dim)" strokeWidth="1.75" strokeLinecap="round" />,
};
