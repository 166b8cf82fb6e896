import { cn } from './cn.ts';

/** A value nobody has reported. It is never shown as zero, empty or fine. */
export function Unknown({ what, why, className }: { what: string; why?: string; className?: string }) {
  return (
    <span title={why ?? `${what} is unknown`} className={cn('hatch rounded-chip px-1.5 text-muted', className)}>
      unknown
    </span>
  );
}
