import type { ReactNode } from 'react';
import { Anchor } from '#components/ui/anchor.tsx';
import { cn } from '#components/ui/cn.ts';
import { Knot, knotY } from './knot.tsx';
import { layLineage } from './lineage-layout.ts';
import type { ThreadState } from './thread-row.ts';

export type LineageNode = {
  key: string;
  /** Null for the golden. */
  parent: string | null;
  title: string;
  href?: string | undefined;
  /** The shape of its knot: `proven` sealed golden, `done` clone in use, `undone` in quarantine, `pending` planned. */
  knot: ThreadState;
  /** Its state as a StateChip, and its facts. */
  state: ReactNode;
  facts?: ReactNode;
  /** The page one is on. */
  current?: boolean;
};

const pitch = 20;
const inset = 10;
const laneX = (lane: number) => inset + lane * pitch;

/** What was cloned from what: a golden and its clones on one thread, as deep as the chain goes. */
export function Lineage({ label, nodes }: { label: string; nodes: readonly LineageNode[] }) {
  return (
    <ol aria-label={label}>
      {layLineage(nodes).map(({ node, depth, passes, hasChildren }) => (
        <li key={node.key} className="relative" style={{ paddingLeft: laneX(depth) + 18 }}>
          <svg
            aria-hidden="true"
            className="absolute inset-y-0 left-0 h-full overflow-visible"
            width={laneX(depth) + 12}
          >
            <g stroke="var(--color-thread)" strokeWidth="1.5" fill="none">
              {passes.map((lane) => (
                <line key={lane} x1={laneX(lane)} x2={laneX(lane)} y1="0" y2="100%" />
              ))}
              {depth > 0 && <path d={`M${laneX(depth - 1)} 0v${knotY - 8}q0 8 8 8H${laneX(depth)}`} />}
              {hasChildren && <line x1={laneX(depth)} x2={laneX(depth)} y1={knotY} y2="100%" />}
            </g>
            <Knot x={laneX(depth)} state={node.knot} />
          </svg>
          <div
            aria-current={node.current ? 'true' : undefined}
            className="flex min-h-[var(--row-height)] flex-wrap items-start gap-x-4 py-1.5"
          >
            <span className={cn('min-w-0 font-mono', node.current && 'font-semibold')}>
              {node.href && !node.current ? (
                <Anchor href={node.href} className="underline-offset-[3px] hover:underline">
                  {node.title}
                </Anchor>
              ) : (
                node.title
              )}
              <span className="sr-only">, generation {depth}</span>
            </span>
            {node.state}
            {node.facts && <span className="ml-auto text-right text-muted tabular-nums">{node.facts}</span>}
          </div>
        </li>
      ))}
    </ol>
  );
}
