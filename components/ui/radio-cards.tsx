'use client';

import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { type ReactNode, useId } from 'react';
import { cn } from './cn.ts';

export type RadioCard = {
  value: string;
  label: string;
  /** What choosing it means. */
  hint: ReactNode;
  /** A short fact on the right: a size, a count. */
  aside?: ReactNode;
  disabledReason?: string | null | undefined;
};

export type RadioCardsProps = {
  cards: readonly RadioCard[];
  value: string | null;
  onValueChange: (value: string) => void;
  /** Names the group where no field frame does. */
  'aria-label'?: string;
  name?: string;
  columns?: 1 | 2 | 3;
  className?: string;
};

const columnStyle = { 1: '', 2: 'sm:grid-cols-2', 3: 'sm:grid-cols-2 lg:grid-cols-3' };

/** A choice between a few ways to go on, each with what it means. */
export function RadioCards({ cards, columns = 1, className, onValueChange, ...group }: RadioCardsProps) {
  return (
    <RadioGroup
      {...group}
      onValueChange={(value) => onValueChange(value as string)}
      className={cn('grid gap-2', columnStyle[columns], className)}
    >
      {cards.map((card) => (
        <Card key={card.value} card={card} />
      ))}
    </RadioGroup>
  );
}

function Card({ card }: { card: RadioCard }) {
  const id = useId();
  const refused = Boolean(card.disabledReason);
  return (
    <label
      htmlFor={id}
      className={cn(
        'flex gap-2.5 rounded-control bg-surface px-3 py-2.5 shadow-[inset_0_0_0_1px_var(--color-line-strong)] transition-colors',
        'has-[[data-checked]]:bg-selected has-[[data-checked]]:shadow-[inset_0_0_0_1px_var(--color-thread)] has-focus-visible:outline-2 has-focus-visible:outline-thread',
        refused ? 'bg-sunken' : 'hover:bg-hover',
      )}
    >
      <Radio.Root
        id={id}
        value={card.value}
        disabled={refused}
        aria-labelledby={`${id}-label`}
        aria-describedby={`${id}-hint`}
        className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-full bg-surface shadow-[inset_0_0_0_1px_var(--color-edge)] outline-none data-checked:bg-accent data-checked:shadow-none"
      >
        <Radio.Indicator className="size-1.5 rounded-full bg-on-accent" />
      </Radio.Root>
      <span className="min-w-0 flex-1">
        <span id={`${id}-label`} className={cn('font-medium', refused && 'text-muted')}>
          {card.label}
        </span>
        <span id={`${id}-hint`} className="block text-muted">
          {card.disabledReason ?? card.hint}
        </span>
      </span>
      {card.aside && <span className="text-dim tabular-nums">{card.aside}</span>}
    </label>
  );
}
