import { cn } from '#components/ui/cn.ts';

export type SparklineProps = {
  /** What it shows and how it went: "Registrations on san-a, 30 days: 96 to 128". */
  label: string;
  /** Evenly spaced, oldest first; null is a gap. */
  values: readonly (number | null)[];
  /** Drawn as a line across where it is in sight. */
  threshold?: number;
  className?: string;
};

const width = 96;
const height = 20;
const padding = 2.5;

/** The course of one figure, as wide as a word. */
export function Sparkline({ label, values, threshold, className }: SparklineProps) {
  const known = values.filter((value) => value !== null);
  const top = Math.max(...known, threshold ?? 0, 1);
  const x = (at: number) => padding + (at / Math.max(1, values.length - 1)) * (width - padding * 2);
  const y = (value: number) => height - padding - (value / top) * (height - padding * 2);
  const last = values.findLastIndex((value) => value !== null);
  const lastValue = values[last];
  return (
    <svg
      role="img"
      aria-label={label}
      width={width}
      height={height}
      className={cn('inline-block align-middle', className)}
      fill="none"
    >
      {threshold !== undefined && (
        <line
          x1="0"
          x2={width}
          y1={y(threshold)}
          y2={y(threshold)}
          stroke="var(--color-warning)"
          strokeDasharray="3 3"
        />
      )}
      <path
        d={sparkPath(values, x, y)}
        stroke="var(--color-thread)"
        strokeWidth="1.5"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      {typeof lastValue === 'number' && <circle cx={x(last)} cy={y(lastValue)} r="2.25" fill="var(--color-thread)" />}
    </svg>
  );
}

/** A path that is lifted over gaps. */
export function sparkPath(
  values: readonly (number | null)[],
  x: (at: number) => number,
  y: (value: number) => number,
): string {
  let drawing = false;
  return values
    .map((value, at) => {
      if (value === null) {
        drawing = false;
        return '';
      }
      const move = drawing ? 'L' : 'M';
      drawing = true;
      return `${move}${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
    })
    .join('');
}
