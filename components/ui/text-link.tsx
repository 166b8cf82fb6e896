import { Anchor, type AnchorProps } from './anchor.tsx';
import { cn } from './cn.ts';

/** A link in running text or in a cell: ink with an underline that appears on approach. */
export function TextLink({ className, ...props }: AnchorProps) {
  return (
    <Anchor
      {...props}
      className={cn(
        'rounded-[2px] underline decoration-edge underline-offset-[3px] transition-colors hover:text-thread hover:decoration-thread',
        className,
      )}
    />
  );
}
