import type { ReactNode } from 'react';

interface Props {
  icon?: ReactNode;
  title: string;
  /** It is all there is on the page: its title is the page's. */
  page?: boolean;
  children?: ReactNode;
  action?: ReactNode;
}

/** One sentence, one action. Also what a page shows when it has nothing because something failed. */
export function EmptyState({ icon, title, page = false, children, action }: Props) {
  const Heading = page ? 'h1' : 'h2';
  return (
    <div className="mx-auto flex max-w-sm flex-col items-center gap-3 px-6 py-16 text-center">
      {icon ? (
        <span className="flex size-12 items-center justify-center rounded-full bg-accent-soft text-accent-text">{icon}</span>
      ) : null}
      <Heading className="text-lg font-[620]">{title}</Heading>
      {children ? <div className="text-base text-balance text-fg-2">{children}</div> : null}
      {action ? <div className="mt-2 flex gap-2">{action}</div> : null}
    </div>
  );
}
