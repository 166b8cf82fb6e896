import { Skeleton } from '#components/ui/skeleton.tsx';

/** Before a page's first answer: its head and a few rows, so that nothing jumps when they come. */
export default function Loading() {
  return (
    <div aria-busy="true">
      <p className="sr-only">Loading</p>
      <Skeleton className="mb-2 h-7 w-64" />
      <Skeleton className="mb-8 h-5 w-96 max-w-full" />
      <Skeleton className="mb-3 h-9" />
      <div className="space-y-3">
        {['w-3/5', 'w-1/2', 'w-3/4', 'w-2/5', 'w-2/3'].map((width) => (
          <Skeleton key={width} className={width} />
        ))}
      </div>
    </div>
  );
}
