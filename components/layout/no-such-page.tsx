import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { paths } from '#contract/paths.ts';

/** The address leads nowhere. */
export function NoSuchPage() {
  return (
    <div className="flex flex-col items-center">
      <h1 className="sr-only">No such page</h1>
      <EmptyState
        title="No page has this address"
        action={<LinkButton href={paths.overview()}>Open the overview</LinkButton>}
      >
        The address may be mistyped, or what it led to is gone. The search (Ctrl K) finds pages and objects by name, id
        or IQN.
      </EmptyState>
    </div>
  );
}
