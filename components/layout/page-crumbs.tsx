'use client';

import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { Crumb } from './breadcrumb.tsx';

type Crumbs = readonly Crumb[] | null;

const CrumbsContext = createContext<Crumbs>(null);
const SetCrumbsContext = createContext<(crumbs: Crumbs) => void>(() => {});

/** Holds the crumbs that the page on show has named. */
export function CrumbsProvider({ children }: { children: ReactNode }) {
  const [crumbs, setCrumbs] = useState<Crumbs>(null);
  return (
    <SetCrumbsContext value={setCrumbs}>
      <CrumbsContext value={crumbs}>{children}</CrumbsContext>
    </SetCrumbsContext>
  );
}

/** The named crumbs; null while the page has named none and its place in the navigation must do. */
export function usePageCrumbs(): Crumbs {
  return useContext(CrumbsContext);
}

/** Put into a page: the way down to it, for the bar. A page that is a navigation entry itself needs none. */
export function PageCrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  const setCrumbs = useContext(SetCrumbsContext);
  const key = JSON.stringify(crumbs);
  useEffect(() => {
    setCrumbs(JSON.parse(key) as Crumb[]);
    return () => setCrumbs(null);
  }, [key, setCrumbs]);
  return null;
}
