import {
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleHelp,
  Clock,
  History,
  type LucideIcon,
  OctagonAlert,
  TriangleAlert,
} from 'lucide-react';
import { cn } from './cn.ts';

/** What a state means for the reader. `unknown` is never shown as one of the others. */
export type Tone = 'neutral' | 'waiting' | 'running' | 'ok' | 'warning' | 'danger' | 'unknown' | 'stale';

export type StateChipProps = {
  tone: Tone;
  /** The state in one or two words, sentence case. */
  label: string;
  icon?: LucideIcon;
  /** `plain` has no ground: for table cells, where a column of chips would shout. */
  look?: 'chip' | 'plain';
  /** The whole story, as a title. */
  title?: string | undefined;
  className?: string;
};

export const toneIcon: Record<Tone, LucideIcon> = {
  neutral: CircleDot,
  waiting: Clock,
  running: CircleDashed,
  ok: CircleCheck,
  warning: TriangleAlert,
  danger: OctagonAlert,
  unknown: CircleHelp,
  stale: History,
};

export const toneText: Record<Tone, string> = {
  neutral: 'text-muted',
  waiting: 'text-muted',
  running: 'text-thread',
  ok: 'text-ok',
  warning: 'text-warning',
  danger: 'text-danger',
  unknown: 'text-muted',
  stale: 'text-warning',
};

const toneGround: Record<Tone, string> = {
  neutral: 'bg-hover',
  waiting: 'bg-hover',
  running: 'bg-thread-tint',
  ok: 'bg-ok-tint',
  warning: 'bg-warning-tint',
  danger: 'bg-danger-tint',
  unknown: 'hatch',
  stale: 'hatch',
};

/** A state: an icon and a word, always both. */
export function StateChip({ tone, label, icon, look = 'chip', title, className }: StateChipProps) {
  const Icon = icon ?? toneIcon[tone];
  return (
    <span
      title={title}
      className={cn(
        'inline-flex max-w-full items-center gap-1.5 whitespace-nowrap align-middle',
        look === 'chip' && ['h-5.5 rounded-chip px-1.5 font-medium', toneGround[tone], toneText[tone]],
        look === 'plain' && (tone === 'unknown' ? 'hatch rounded-chip px-1 text-muted' : 'text-ink'),
        className,
      )}
    >
      <Icon
        aria-hidden="true"
        className={cn(
          'size-3.5 shrink-0',
          toneText[tone],
          tone === 'running' && 'animate-spin [animation-duration:4s]',
        )}
      />
      <span className="truncate">{label}</span>
    </span>
  );
}
