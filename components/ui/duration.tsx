import { cn } from './cn.ts';
import { formatDuration } from './format-duration.ts';

export type DurationProps = {
  durationMs: number /** What the same work usually takes, dimmed beside it. */;
  usualMs?: number | undefined;
  className?: string;
};

/** How long something took, against the usual where that is known. */
export function Duration({ durationMs, usualMs, className }: DurationProps) {
  return (
    <span className={cn('whitespace-nowrap tabular-nums', className)}>
      {formatDuration(durationMs)}
      {usualMs !== undefined && <span className="text-dim"> usually {formatDuration(usualMs)}</span>}
    </span>
  );
}
