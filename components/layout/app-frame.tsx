'use client';

import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import Link from 'next/link';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import type { ReactNode } from 'react';
import { type AnchorProps, AnchorProvider } from '#components/ui/anchor.tsx';
import { Toaster } from '#components/ui/toaster.tsx';

/** Prefetching every row of a list would ask the server for a page per row. */
function RouterAnchor(props: AnchorProps) {
  return <Link prefetch={false} {...props} />;
}

/** What every page stands in: the router's links, the URL's state, tooltips, toasts, and the nonce for inline tags. */
export function AppFrame({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  return (
    <CSPProvider nonce={nonce} disableStyleElements>
      <AnchorProvider anchor={RouterAnchor}>
        <NuqsAdapter>
          <Tooltip.Provider>
            <Toaster>{children}</Toaster>
          </Tooltip.Provider>
        </NuqsAdapter>
      </AnchorProvider>
    </CSPProvider>
  );
}
