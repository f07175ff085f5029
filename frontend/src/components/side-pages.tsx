import { ArrowLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './class-names';
import { Link } from './link';
import { PageTitle } from './page-title';

export interface SidePage {
  href: string;
  label: string;
  icon: ReactNode;
  current: boolean;
}

interface Props {
  /** What all of the pages are about. */
  title: string;
  pages: readonly SidePage[];
  /** Where a phone lists them. */
  home: string;
  /** Whether that list is all there is to show. */
  atHome: boolean;
  /** Below the list, where it is a page of its own. */
  more?: ReactNode;
  /** Tables need more than a column of 640 px. */
  wide?: boolean;
  children: ReactNode;
}

/** Pages beside a list of them; on a phone the list is a page of its own, and each page leads back to it. */
export function SidePages({ title, pages, home, atHome, more, wide = false, children }: Props) {
  return (
    <div className={cx('mx-auto flex w-full px-4 py-5 sm:px-6 md:gap-8 lg:py-8', wide ? 'max-w-[1280px]' : 'max-w-[944px]')}>
      <nav aria-label={title} className={cx('w-full flex-none md:w-auto md:max-w-52 md:min-w-44 lg:w-52', atHome ? 'block' : 'hidden md:block')}>
        {atHome ? <h1 className="mb-4 text-xl font-[650] tracking-[-0.01em] md:hidden">{title}</h1> : null}
        <p aria-hidden className="mb-3 hidden px-2.5 pt-1 text-sm font-[620] text-fg-3 md:block">
          {title}
        </p>
        <ul className="flex flex-col divide-y divide-line rounded-lg border border-line bg-surface md:gap-0.5 md:divide-none md:border-none md:bg-transparent">
          {pages.map(({ href, label, icon, current }) => (
            <li key={href}>
              <Link
                href={href}
                aria-current={current ? 'page' : undefined}
                className={cx(
                  'flex min-h-13 items-center gap-3 px-4 font-[550] md:min-h-9 md:rounded-md md:px-2.5',
                  current ? 'text-fg md:bg-hover' : 'text-fg-2 hover:bg-hover hover:text-fg',
                )}
              >
                {icon}
                <span className="min-w-0 flex-1">{label}</span>
                <ChevronRight aria-hidden className="size-4 text-fg-3 md:hidden rtl:-scale-x-100" strokeWidth={1.75} />
              </Link>
            </li>
          ))}
        </ul>
        {atHome ? more : null}
      </nav>
      <div className={cx('min-w-0 flex-1', wide ? null : 'max-w-[640px]', atHome && 'hidden md:block')}>
        {atHome ? null : (
          <Link
            href={home}
            className="mb-3 inline-flex min-h-8 items-center gap-1.5 rounded-sm text-sm font-[500] text-fg-2 hover:text-fg md:hidden"
          >
            <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" strokeWidth={1.75} />
            {title}
          </Link>
        )}
        {children}
      </div>
    </div>
  );
}

/** One of the pages before it is there; its name may be known. */
export function PartSkeleton({ title }: { title?: string }) {
  return (
    <div aria-busy="true">
      {title ? <PageTitle>{title}</PageTitle> : <div className="skeleton skeleton-late h-7 w-40" />}
      <div className="skeleton-late mt-8 flex flex-col gap-8">
        {[0, 1, 2].map((row) => (
          <div key={row} className="flex flex-col gap-3">
            <div className="skeleton h-5 w-48" />
            <div className="skeleton h-28" />
          </div>
        ))}
      </div>
    </div>
  );
}

/** The heading of one of the pages. */
export function PageHead({ title, lead, action }: { title: string; lead?: ReactNode; action?: ReactNode }) {
  return (
    <header className="mb-6 flex flex-wrap items-start justify-between gap-3 sm:flex-nowrap">
      <div className="min-w-0">
        <PageTitle>{title}</PageTitle>
        {lead ? <p className="mt-1 text-fg-2">{lead}</p> : null}
      </div>
      {action}
    </header>
  );
}
