import type { ReactNode } from 'react';

/** A place in the side navigation. */
export type NavItem = {
  key: string;
  label: string;
  href: string;
  icon: ReactNode;
  /** Something that asks for attention, such as open findings. */
  count?: number | undefined;
  children?: readonly NavLeaf[];
};

export type NavLeaf = { key: string; label: string; href: string };

export type NavGroup = { key: string; label?: string; items: readonly NavItem[] };

/** A page's place in the navigation as crumbs: the entry, and the part of it. */
export function navCrumbs(pathname: string, groups: readonly NavGroup[]): { label: string; href?: string }[] {
  const current = currentHref(pathname, groups);
  for (const item of groups.flatMap((group) => group.items)) {
    const leaf = item.children?.find((child) => child.href === current);
    if (leaf) return [{ label: item.label, href: item.href }, { label: leaf.label }];
    if (item.href === current) return [{ label: item.label }];
  }
  return [];
}

/** The longest href that is the path itself or an ancestor of it; null where none is. */
export function currentHref(pathname: string, groups: readonly NavGroup[]): string | null {
  const hrefs = groups.flatMap((group) =>
    group.items.flatMap((item) => [item.href, ...(item.children ?? []).map((leaf) => leaf.href)]),
  );
  const holds = (href: string) => pathname === href || (href !== '/' && pathname.startsWith(`${href}/`));
  return hrefs.filter(holds).sort((a, b) => b.length - a.length)[0] ?? null;
}
