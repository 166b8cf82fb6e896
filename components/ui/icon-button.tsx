'use client';

import type { ReactNode } from 'react';
import { Button, type ButtonProps } from './button.tsx';
import { cn } from './cn.ts';

export type IconButtonProps = Omit<ButtonProps, 'children' | 'icon' | 'aria-label' | 'tooltip'> & {
  /** The name of the act, read aloud and shown as the tooltip. */
  label: string;
  icon: ReactNode;
  /** More for the tooltip, such as a key. */
  hint?: ReactNode;
};

/** A square button whose icon is named for everyone. */
export function IconButton({ label, icon, hint, variant = 'quiet', className, ...rest }: IconButtonProps) {
  const square = rest.size === 'small' ? 'w-7 px-0' : 'w-[var(--control-height)] px-0';
  const tooltip = hint ? (
    <span className="flex items-center gap-2">
      {label} {hint}
    </span>
  ) : (
    label
  );
  return (
    <Button {...rest} variant={variant} aria-label={label} tooltip={tooltip} className={cn(square, className)}>
      {icon}
    </Button>
  );
}
