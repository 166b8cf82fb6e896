'use client';

import { Switch as BaseSwitch } from '@base-ui/react/switch';
import type { Ref } from 'react';
import { cn } from './cn.ts';

export type SwitchProps = {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  id?: string;
  name?: string;
  disabled?: boolean;
  'aria-label'?: string;
  onBlur?: () => void;
  ref?: Ref<HTMLElement>;
  className?: string;
};

/** On or off, effective at once. */
export function Switch({ onCheckedChange, className, ...rest }: SwitchProps) {
  return (
    <BaseSwitch.Root
      {...rest}
      onCheckedChange={(checked) => onCheckedChange(checked)}
      className={cn(
        'inline-flex h-5 w-9 shrink-0 items-center rounded-full bg-sunken p-0.5 shadow-[inset_0_0_0_1px_var(--color-edge)] transition-colors',
        'data-checked:bg-accent data-checked:shadow-none data-disabled:opacity-60',
        className,
      )}
    >
      <BaseSwitch.Thumb className="size-4 scale-75 rounded-full bg-edge transition-[translate,scale] data-checked:translate-x-4 data-checked:scale-100 data-checked:bg-on-accent" />
    </BaseSwitch.Root>
  );
}
