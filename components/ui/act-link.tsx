import { Button } from './button.tsx';
import { LinkButton, type LinkButtonProps } from './link-button.tsx';

export type ActLinkProps = LinkButtonProps & {
  /** Why it cannot be done now, or not by this person; null = it can. */
  refusal: string | null;
};

/** The way to an act; where it is refused, a button in its place that says why. */
export function ActLink({ refusal, variant, children, ...link }: ActLinkProps) {
  if (!refusal) {
    return (
      <LinkButton {...link} variant={variant ?? 'secondary'}>
        {children}
      </LinkButton>
    );
  }
  return (
    <Button variant={variant ?? 'secondary'} disabledReason={refusal}>
      {children}
    </Button>
  );
}
