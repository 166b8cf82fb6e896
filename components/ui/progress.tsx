import { cn } from './cn.ts';

export type ProgressProps = {
  label: string;
  done: number;
  total: number;
  /** Items that ended badly; drawn at the end of what is done. */
  failed?: number;
  className?: string;
};

/** How many of how many. */
export function Progress({ label, done, total, failed = 0, className }: ProgressProps) {
  const share = (count: number) => `${total === 0 ? 0 : (count / total) * 100}%`;
  return (
    <span
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={done + failed}
      aria-valuetext={`${done} of ${total} done${failed ? `, ${failed} failed` : ''}`}
      className={cn('flex h-1 w-full overflow-hidden rounded-full bg-hover', className)}
    >
      <span className="h-full bg-thread transition-[width]" style={{ width: share(done) }} />
      <span className="h-full bg-danger transition-[width]" style={{ width: share(failed) }} />
    </span>
  );
}
