import type { Metadata } from 'next';
import { BarePage } from '#components/layout/bare-page.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { paths } from '#contract/paths.ts';

export const metadata: Metadata = { title: 'No such page' };

/** Outside the console: there is no navigation, and no palette, to go on with. */
export default function NotFound() {
  return (
    <BarePage>
      <div className="space-y-2">
        <h1 className="font-semibold text-title">No page has this address</h1>
        <p className="text-muted">The address may be mistyped, or what it led to is gone.</p>
        <LinkButton href={paths.overview()} className="mt-3">
          Open the overview
        </LinkButton>
      </div>
    </BarePage>
  );
}
