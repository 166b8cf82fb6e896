import { cn } from './cn.ts';
import { formatBytes } from './format-bytes.ts';
import { Unknown } from './unknown.tsx';

/** A size in GiB or TiB with its unit dimmed; the exact count of bytes is in the title. Null is unknown, not zero. */
export function Bytes({ sizeBytes, className }: { sizeBytes: number | null; className?: string }) {
  if (sizeBytes === null) return <Unknown what="Size" />;
  const { value, unit, exact } = formatBytes(sizeBytes);
  return (
    <span title={exact} className={cn('whitespace-nowrap tabular-nums', className)}>
      {value} <span className="text-dim">{unit}</span>
    </span>
  );
}
