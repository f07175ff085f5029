'use client';

import { useDeferredValue, useEffect, useRef, type ReactNode } from 'react';
import { Tab as AriaTab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components/Tabs';
import { cx } from './class-names';

export interface TabShown<Name extends string> {
  readonly name: Name;
  readonly label: string;
  /** How much in it waits to be seen. */
  readonly badge?: { readonly count: number; readonly label: string } | undefined;
}

interface Props<Name extends string> {
  label: string;
  tabs: readonly TabShown<Name>[];
  chosen: Name;
  onChoose(name: Name): void;
  children: ReactNode;
  className?: string;
  /** The row stays in view while the panel scrolls. */
  stays?: boolean;
}

/** A row of tabs and the panel of the chosen one; on narrow screens the row scrolls by itself. */
export function Tabs<Name extends string>({ label, tabs, chosen, onChoose, children, className, stays = false }: Props<Name>) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    row.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [chosen]);
  return (
    <AriaTabs
      selectedKey={chosen}
      onSelectionChange={(key) => onChoose(key as Name)}
      // Where the focus is inside, the ring is there: React Aria would have one around all of it, too.
      className={cx('flex min-h-0 flex-col outline-none', className)}
    >
      <TabList
        ref={row}
        aria-label={label}
        className={cx(
          'flex flex-none gap-1 overflow-x-auto border-b border-line px-1 [scrollbar-width:none]',
          stays && 'sticky top-0 z-10 -mx-4 bg-bg px-4 sm:-mx-6 sm:px-6',
        )}
      >
        {tabs.map(({ name, label: text, badge }) => (
          <AriaTab
            key={name}
            id={name}
            className="-mb-px flex h-10 shrink-0 cursor-pointer items-center gap-1.5 rounded-t-sm border-b-2 border-transparent px-3 font-[500] text-fg-2 transition-colors data-hovered:text-fg data-selected:border-accent data-selected:font-[600] data-selected:text-fg pointer-coarse:h-11"
          >
            {text}
            {badge && badge.count > 0 ? (
              <span className="tabular flex h-5 min-w-5 items-center justify-center rounded-full bg-accent px-1.5 text-2xs font-[600] text-on-accent">
                <span aria-hidden>{badge.count > 99 ? '99+' : badge.count}</span>
                <span className="sr-only">{badge.label}</span>
              </span>
            ) : null}
          </AriaTab>
        ))}
      </TabList>
      {children}
    </AriaTabs>
  );
}

/** `onPaper`: it is there though another is chosen, but only printing shows it. */
export function Panel({ name, children, className, onPaper = false }: { name: string; children: ReactNode; className?: string; onPaper?: boolean }) {
  return (
    <TabPanel id={name} shouldForceMount={onPaper} className={cx('min-h-0 flex-1 outline-offset-4 data-inert:hidden print:data-inert:block', className)}>
      <Afterwards unless={onPaper}>{children}</Afterwards>
    </TabPanel>
  );
}

/** React Aria draws a panel in one piece with its tabs: what is in it comes in slices, between which the page can be touched. */
function Afterwards({ unless, children }: { unless: boolean; children: ReactNode }) {
  return useDeferredValue(true, unless) ? children : null;
}
