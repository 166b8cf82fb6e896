import { cn } from './cn.ts';

export type MeterProps = {
  /** Names the bar: "san-a, registrations". */
  label: string;
  /** Null: not reported. The bar is hatched, not empty. */
  value: number | null;
  /** Null: the limit is unknown. The bar is hatched behind the value. */
  limit: number | null;
  /** What a plan would add; drawn lighter behind the value. */
  planned?: number | undefined;
  unit?: string;
  /** The figures beside the bar; off where a table already has them. */
  showText?: boolean;
  className?: string;
};

/** The share of the limit at which a reader is warned. */
const warnShare = 0.8;

/** A bar against its limit, with lines at 80 % and at the limit. Green never: within is the normal state. */
export function Meter({ label, value, limit, planned = 0, unit, showText = true, className }: MeterProps) {
  const text = meterText(value, limit, unit);
  const end = limit === null || value === null ? null : Math.max(limit, value + planned) * 1.04;
  const share = value === null || limit === null || limit === 0 ? 0 : (value + planned) / limit;
  const tone = share > 1 ? 'bg-danger' : share >= warnShare ? 'bg-warning-fill' : 'bg-thread';
  const left = (amount: number) => ({ left: `${end ? (amount / end) * 100 : 0}%` });
  const width = (amount: number) => ({ width: `${end ? (amount / end) * 100 : 0}%` });
  return (
    <span className={cn('flex min-w-24 items-center gap-3', className)}>
      <span
        role="img"
        aria-label={`${label}: ${text}${planned ? `, planned ${planned.toLocaleString('en')} more` : ''}`}
        title={text}
        className={cn(
          'relative block h-2 min-w-16 flex-1 overflow-hidden rounded-[2px]',
          end === null ? 'hatch' : 'bg-hover',
        )}
      >
        {end !== null && value !== null && limit !== null && (
          <>
            {planned > 0 && (
              <span className={cn('absolute inset-y-0 left-0 opacity-40', tone)} style={width(value + planned)} />
            )}
            <span className={cn('absolute inset-y-0 left-0', tone)} style={width(value)} />
            <span className="absolute inset-y-0 w-px bg-edge" style={left(limit * warnShare)} />
            <span className="absolute inset-y-0 w-0.5 bg-ink" style={left(limit)} />
          </>
        )}
      </span>
      {showText && <span className="whitespace-nowrap text-right text-muted tabular-nums">{text}</span>}
    </span>
  );
}

function meterText(value: number | null, limit: number | null, unit?: string): string {
  const after = unit ? ` ${unit}` : '';
  if (value === null) return 'unknown';
  const shown = value.toLocaleString('en');
  if (limit === null) return `${shown}${after}, limit unknown`;
  const percent = limit === 0 ? '' : ` (${Math.round((value / limit) * 100)} %)`;
  return `${shown} of ${limit.toLocaleString('en')}${after}${percent}`;
}
