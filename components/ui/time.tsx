'use client';

import { cn } from './cn.ts';
import { formatRelative } from './format-relative.ts';
import { Unknown } from './unknown.tsx';
import { useNow } from './use-now.ts';

export type TimeProps = {
  /** RFC 3339. */
  at: string;
  /** `relative`: "4 min ago"; `clock`: "14:02"; `exact`: "2026-03-12 14:02:11". Reader's time zone, UTC in the title. */
  show?: 'relative' | 'clock' | 'exact';
  className?: string;
};

/** A moment; whichever way it is shown, the exact one is in the title. */
export function Time({ at, show = 'relative', className }: TimeProps) {
  const now = useNow();
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return <Unknown what="Time" why={`“${at}” is no time`} />;
  const utc = `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  const text =
    now === null
      ? utc.slice(show === 'clock' ? 11 : 0, show === 'exact' ? 19 : 16)
      : show === 'relative'
        ? formatRelative(date.getTime(), now)
        : localTime(date).slice(show === 'clock' ? 11 : 0, show === 'exact' ? 19 : 16);
  return (
    <time
      dateTime={at}
      title={now === null ? utc : `${localTime(date)} here, ${utc}`}
      className={cn('whitespace-nowrap', className)}
    >
      {text}
    </time>
  );
}

function localTime(date: Date): string {
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 19).replace('T', ' ');
}
