'use client';

import { Button as BaseButton } from '@base-ui/react/button';
import { type ComponentProps, type ReactNode, type Ref, useId } from 'react';
import { type ButtonSize, type ButtonVariant, buttonStyle } from './button-style.ts';
import { Spinner } from './spinner.tsx';
import { Tooltip } from './tooltip.tsx';

export type ButtonProps = Omit<ComponentProps<'button'>, 'disabled' | 'ref'> & {
  /** A verb and its object: "Seal golden LUN", "Clone 40 VMs". */
  children: ReactNode;
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
  /** Work is under way: shows a spinner and ignores further presses. */
  pending?: boolean;
  /** Why the button refuses. There is no way to disable a button without saying so. */
  disabledReason?: string | null | undefined;
  /** A hint on hover and focus; a reason takes its place. */
  tooltip?: ReactNode;
  ref?: Ref<HTMLButtonElement>;
};

/** A button that, when it refuses, stays focusable and tells why by tooltip and description. */
export function Button({
  children,
  variant = 'secondary',
  size = 'regular',
  icon,
  pending = false,
  disabledReason,
  tooltip = null,
  className,
  type = 'button',
  ref,
  ...rest
}: ButtonProps) {
  const reasonId = useId();
  const refused = Boolean(disabledReason);
  return (
    <>
      <Tooltip content={refused ? disabledReason : tooltip}>
        <BaseButton
          {...rest}
          ref={ref}
          type={type}
          disabled={refused || pending}
          focusableWhenDisabled
          aria-busy={pending || undefined}
          aria-describedby={refused ? reasonId : rest['aria-describedby']}
          className={buttonStyle(variant, size, className)}
        >
          {pending ? <Spinner /> : icon}
          {children}
        </BaseButton>
      </Tooltip>
      {refused && (
        <span id={reasonId} className="sr-only">
          {disabledReason}
        </span>
      )}
    </>
  );
}
