import type { ReservationsDto } from '#contract/api/capacity-counts.ts';

type Verdict = ReservationsDto['verdict'];

/** How a verdict is shown: unknown is hatched, never fine. */
export const verdictChip = {
  within: { tone: 'ok', label: 'Within' },
  warning: { tone: 'warning', label: 'Above 80 %' },
  exceeded: { tone: 'danger', label: 'Exceeded' },
  unknown: { tone: 'unknown', label: 'Limit unknown' },
} as const satisfies Record<Verdict, { tone: string; label: string }>;
