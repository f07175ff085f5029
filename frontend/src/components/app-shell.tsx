import type { ReactNode } from 'react';
import { Bars } from './bars';

interface Props {
  skipLabel: string;
  navLabel: string;
  /** Leads home: the wordmark beside the wide rail, the mark alone on the narrow one. */
  brand: ReactNode;
  mark: ReactNode;
  /** The one primary action, wide and narrow. */
  action: ReactNode;
  actionNarrow: ReactNode;
  /** Opens the search, on the wide rail and on the narrow one. */
  search: ReactNode;
  nav: ReactNode;
  /** Below the navigation on wide screens. */
  rail: ReactNode;
  account: ReactNode;
  accountNarrow: ReactNode;
  /** Below the page, which gives way so that nothing that is read moves: what concerns the whole of it, such as a lost connection. */
  banner: ReactNode;
  /** The tab bar of a phone. */
  tabs: ReactNode;
  children: ReactNode;
}

/** Rail of 232 px on wide screens, of icons on middle ones, a tab bar on phones; the page scrolls inside. */
export function AppShell(props: Props) {
  return (
    <div className="flex h-dvh flex-col overflow-hidden md:flex-row">
      <a
        href="#main"
        className="absolute start-3 top-3 z-50 -translate-y-20 rounded-md bg-accent px-4 py-2 font-[600] text-on-accent focus:translate-y-0"
      >
        {props.skipLabel}
      </a>
      <header className="rail-wide hidden w-[232px] flex-none flex-col border-e border-line bg-sunken lg:flex">
        <div className="flex h-14 flex-none items-center justify-between ps-5 pe-3">
          {props.brand}
          {props.search}
        </div>
        <div className="flex-none px-3 pt-2 pb-4">{props.action}</div>
        <nav aria-label={props.navLabel} className="flex flex-none flex-col gap-0.5 px-3 pb-5">
          {props.nav}
        </nav>
        {props.rail}
        <div className="flex-none border-t border-line p-2">{props.account}</div>
      </header>
      <header className="rail-narrow hidden w-14 flex-none flex-col items-center gap-2 border-e border-line bg-sunken py-3 md:flex lg:hidden">
        {props.mark}
        {props.actionNarrow}
        {props.search}
        <nav aria-label={props.navLabel} className="flex flex-1 flex-col gap-1 pt-2">
          {props.nav}
        </nav>
        {props.accountNarrow}
      </header>
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <main id="main" tabIndex={-1} className="relative flex min-h-0 flex-1 flex-col overflow-y-auto outline-none">
          {props.children}
        </main>
        <Bars>{props.banner}</Bars>
      </div>
      <nav
        aria-label={props.navLabel}
        className="flex flex-none border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
      >
        {props.tabs}
      </nav>
    </div>
  );
}
