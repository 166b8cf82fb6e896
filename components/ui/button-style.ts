import { cn } from './cn.ts';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 'regular' | 'small';

const variants: Record<ButtonVariant, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong',
  secondary:
    'bg-surface text-ink shadow-[inset_0_0_0_1px_var(--color-line-strong)] hover:bg-hover active:bg-sunken data-popup-open:bg-hover',
  quiet: 'text-muted hover:bg-hover hover:text-ink active:bg-sunken data-popup-open:bg-hover data-popup-open:text-ink',
  danger: 'bg-danger-fill text-on-accent hover:bg-danger-strong',
};

const sizes: Record<ButtonSize, string> = {
  regular: 'h-control px-3',
  small: 'h-7 px-2',
};

/** A refused button stays readable and focusable: it has a reason to tell. */
const refused =
  'aria-disabled:bg-sunken aria-disabled:text-dim aria-disabled:shadow-[inset_0_0_0_1px_var(--color-line)] aria-disabled:hover:bg-sunken';

/** The look shared by buttons and by links that act as the page's next step. */
export function buttonStyle(variant: ButtonVariant, size: ButtonSize, className?: string): string {
  return cn(
    'inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-control font-medium text-data transition-colors',
    '[&_svg]:size-4 [&_svg]:shrink-0',
    variants[variant],
    sizes[size],
    refused,
    className,
  );
}
