import type { ReactNode } from 'react';
import { cx } from './class-names';
import { Link } from './link';

interface Props {
  /** Where it leads; or what it opens over the page. */
  href: string | (() => void);
  icon: ReactNode;
  label: string;
  current: boolean;
  /** Beside a word on the wide rail, alone on the narrow one, above a word in the tab bar. */
  shape: 'rail' | 'tab';
  /** How many wait there: a `NavBadge`. */
  badge?: ReactNode;
  prefetch?: false;
  onNavigate?(event: { preventDefault(): void }): void;
}

export function NavLink({ href, icon, label, current, shape, badge, ...link }: Props) {
  const tab = shape === 'tab';
  const look = {
    'aria-current': current ? ('page' as const) : undefined,
    className: cx(
      'relative flex cursor-pointer items-center font-[550]',
      tab
        ? 'h-14 flex-1 flex-col justify-center gap-0.5 text-center text-2xs leading-tight'
        : 'size-10 justify-center rounded-md text-base lg:h-9 lg:w-auto lg:justify-start lg:gap-2.5 lg:px-2.5',
      current ? (tab ? 'text-accent' : 'bg-hover text-fg') : 'text-fg-2 hover:bg-hover hover:text-fg',
    ),
  };
  const inside = (
    <>
      {icon}
      <span className={tab ? undefined : 'sr-only lg:not-sr-only'}>{label}</span>
      {badge}
    </>
  );
  return typeof href === 'string' ? (
    <Link {...link} {...look} href={href}>
      {inside}
    </Link>
  ) : (
    <button type="button" {...look} onClick={href}>
      {inside}
    </button>
  );
}

/** How many wait, and that in words; nothing for none. */
export function NavBadge({ count, label, shape }: { count: number; label: string } & Pick<Props, 'shape'>) {
  if (count === 0) return null;
  return (
    <span
      className={cx(
        'tabular flex h-4.5 min-w-4.5 items-center justify-center rounded-full bg-accent px-1 text-2xs font-[650] text-on-accent',
        shape === 'tab' ? 'absolute start-1/2 top-1.5 ms-1.5' : 'absolute end-0 top-0 lg:static lg:ms-auto',
      )}
    >
      <span aria-hidden>{count > 99 ? '99+' : count}</span>
      <span className="sr-only">{label}</span>
    </span>
  );
}
