'use client';

import { Menu as MenuIcon, Search } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { type ReactNode, useCallback, useState } from 'react';
import { Anchor } from '#components/ui/anchor.tsx';
import { Drawer } from '#components/ui/drawer.tsx';
import { FloatLayer, FloatTarget } from '#components/ui/float-layer.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { Breadcrumb } from './breadcrumb.tsx';
import { Logo } from './logo.tsx';
import { type NavGroup, navCrumbs } from './nav-item.ts';
import { CrumbsProvider, usePageCrumbs } from './page-crumbs.tsx';
import { SideNav } from './side-nav.tsx';
import { ThemeButton, ThemeSwitch } from './theme-switch.tsx';
import { usePaletteKey } from './use-palette-key.ts';

export type ConsoleShellProps = {
  nav: readonly NavGroup[];
  /** An AccountMenu. */
  account: ReactNode;
  /** Opens the palette; also called on ⌘K and Ctrl K. */
  onSearch: () => void;
  /** A line over everything: keys sealed, a worker missing. Null when all is well. */
  notice: ReactNode;
  children: ReactNode;
};

/** The frame of every page: navigation at the side, a bar, content to 1440 px. */
export function ConsoleShell({ nav, account, onSearch, notice, children }: ConsoleShellProps) {
  usePaletteKey(useCallback(() => onSearch(), [onSearch]));
  return (
    <FloatLayer>
      <CrumbsProvider>
        <div className="min-h-dvh [--table-top:var(--bar-height)] print:[--table-top:0px]">
          <a
            href="#content"
            className="floats fixed top-2 left-2 z-60 -translate-y-20 px-3 py-1.5 focus-visible:translate-y-0"
          >
            Skip to content
          </a>
          <aside className="fixed inset-y-0 left-0 z-30 flex w-13 flex-col border-r bg-sunken max-sm:hidden lg:w-[var(--nav-width)] print:hidden">
            <Brand narrow />
            <SideNav groups={nav} look="rail" />
          </aside>
          <div className="sm:pl-13 lg:pl-[var(--nav-width)] print:pl-0">
            <header className="sticky top-0 z-20 flex h-[var(--bar-height)] items-center gap-2 border-b bg-canvas pr-3 pl-2 sm:pl-6 print:hidden">
              <NavDrawer nav={nav} />
              <ShellCrumbs nav={nav} />
              <SearchButton onSearch={onSearch} />
              <ThemeButton />
              <span className="ml-1">{account}</span>
            </header>
            {notice}
            <main
              id="content"
              tabIndex={-1}
              className="mx-auto w-full max-w-[1440px] px-4 pt-6 pb-16 outline-none sm:px-6 print:p-0"
            >
              {children}
              <FloatTarget />
            </main>
          </div>
        </div>
      </CrumbsProvider>
    </FloatLayer>
  );
}

/** The crumbs the page named, or else its place in the navigation. */
function ShellCrumbs({ nav }: { nav: readonly NavGroup[] }) {
  const pathname = usePathname();
  return <Breadcrumb crumbs={usePageCrumbs() ?? navCrumbs(pathname, nav)} />;
}

function Brand({ narrow }: { narrow?: boolean }) {
  return (
    <Anchor
      href="/"
      className="flex h-[var(--bar-height)] shrink-0 items-center gap-2.5 px-3.5 font-semibold text-prose"
    >
      <Logo className="size-6 shrink-0" />
      <span className={narrow ? 'max-lg:sr-only' : undefined}>Heddle</span>
    </Anchor>
  );
}

function NavDrawer({ nav }: { nav: readonly NavGroup[] }) {
  const [open, setOpen] = useState(false);
  return (
    <span className="sm:hidden">
      <Drawer
        title="Heddle"
        side="left"
        open={open}
        onOpenChange={setOpen}
        trigger={<IconButton label="Open navigation" icon={<MenuIcon />} />}
        footer={<ThemeSwitch />}
        className="w-[min(17rem,calc(100vw-40px))]"
      >
        <SideNav groups={nav} look="full" onFollow={() => setOpen(false)} />
      </Drawer>
    </span>
  );
}

function SearchButton({ onSearch }: { onSearch: () => void }) {
  return (
    <>
      <button
        type="button"
        onClick={onSearch}
        className="hidden h-7 w-52 items-center gap-2 rounded-control bg-surface pr-1 pl-2 text-dim shadow-[inset_0_0_0_1px_var(--color-line-strong)] transition-colors hover:bg-hover hover:text-muted md:flex"
      >
        <Search aria-hidden="true" className="size-4" />
        <span className="flex-1 text-left">Search</span>
        <Kbd>Ctrl K</Kbd>
      </button>
      <span className="md:hidden">
        <IconButton label="Search" icon={<Search />} onClick={onSearch} />
      </span>
    </>
  );
}
