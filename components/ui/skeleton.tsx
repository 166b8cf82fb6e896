import { cn } from './cn.ts';

/** The place of something that is being read. Give it the size of what will stand there. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cn('block h-3 animate-shuttle rounded-chip bg-hover', className)} />;
}
