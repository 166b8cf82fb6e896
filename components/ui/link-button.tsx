import type { ReactNode } from 'react';
import { Anchor, type AnchorProps } from './anchor.tsx';
import { type ButtonSize, type ButtonVariant, buttonStyle } from './button-style.ts';

export type LinkButtonProps = AnchorProps & {
  children: ReactNode;
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
};

/** A link that looks like a button, because following it is the page's next step. */
export function LinkButton({
  children,
  variant = 'secondary',
  size = 'regular',
  icon,
  className,
  ...rest
}: LinkButtonProps) {
  return (
    <Anchor {...rest} className={buttonStyle(variant, size, className)}>
      {icon}
      {children}
    </Anchor>
  );
}
