'use client';

import { Slider as BaseSlider } from '@base-ui/react/slider';
import { cn } from './cn.ts';

export type SliderProps = {
  /** Shown on the left and used as the name. */
  label: string;
  value: number;
  onValueChange: (value: number) => void;
  /** Fires once when the hand lets go: for the URL and the server. */
  onValueCommitted?: (value: number) => void;
  min: number;
  max: number;
  step?: number;
  /** Dimmed after the value: "hosts". */
  unit?: string;
  /** Where something changes, such as the limit being crossed, in units of the value. */
  mark?: { at: number; label: string } | undefined;
  className?: string;
};

/** A number to play with; the value is always readable beside it. */
export function Slider(props: SliderProps) {
  const { label, value, onValueChange, onValueCommitted, min, max, step = 1, unit, mark, className } = props;
  return (
    <BaseSlider.Root
      value={value}
      onValueChange={(next) => onValueChange(next)}
      onValueCommitted={(next) => onValueCommitted?.(next)}
      min={min}
      max={max}
      step={step}
      className={cn('grid grid-cols-[1fr_auto] gap-x-3', className)}
    >
      <BaseSlider.Label className="text-muted">{label}</BaseSlider.Label>
      <span className="tabular-nums">
        <BaseSlider.Value className="font-medium" />
        {unit && <span className="text-dim"> {unit}</span>}
      </span>
      <BaseSlider.Control className="col-span-2 flex h-7 touch-none select-none items-center">
        <BaseSlider.Track className="relative h-1 w-full rounded-full bg-line-strong">
          <BaseSlider.Indicator className="rounded-full bg-thread" />
          {mark && mark.at >= min && mark.at <= max && (
            <span
              title={mark.label}
              className="absolute -inset-y-1.5 w-px bg-danger"
              style={{ left: `${((mark.at - min) / (max - min)) * 100}%` }}
            />
          )}
          <BaseSlider.Thumb
            getAriaLabel={() => label}
            className="size-4 rounded-full bg-surface shadow-[inset_0_0_0_1.5px_var(--color-thread)] has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-thread"
          />
        </BaseSlider.Track>
      </BaseSlider.Control>
      {mark && mark.at >= min && mark.at <= max && (
        <span className="col-span-2 text-dim">
          {mark.label} at <span className="tabular-nums">{mark.at}</span>
        </span>
      )}
    </BaseSlider.Root>
  );
}
