import { Fragment } from 'react';
import { Anchor } from '#components/ui/anchor.tsx';

export type Crumb = { label: string /** None for the page itself. */; href?: string };

/** The way down to this page. */
export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb" className="min-w-0 flex-1">
      <ol className="flex min-w-0 items-center gap-1.5">
        {crumbs.map((crumb, index) => {
          const last = index === crumbs.length - 1;
          return (
            <Fragment key={`${crumb.label} ${crumb.href ?? ''}`}>
              {index > 0 && (
                <li aria-hidden="true" className="text-dim max-sm:hidden">
                  /
                </li>
              )}
              <li className={last ? 'min-w-0 truncate font-medium' : 'shrink-0 text-muted max-sm:hidden'}>
                {crumb.href && !last ? (
                  <Anchor href={crumb.href} className="rounded-[2px] hover:text-ink">
                    {crumb.label}
                  </Anchor>
                ) : (
                  <span aria-current={last ? 'page' : undefined}>{crumb.label}</span>
                )}
              </li>
            </Fragment>
          );
        })}
      </ol>
    </nav>
  );
}
