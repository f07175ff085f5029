import type { ReactNode } from 'react';

interface Props {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

/** One sentence, one action. Also what a page shows when it has nothing because something failed. */
export function EmptyState({ icon, title, children, action }: Props) {
  return (
    <div className="mx-auto flex max-w-sm flex-col items-center gap-3 px-6 py-16 text-center">
      {icon ? (
        <span className="flex size-12 items-center justify-center rounded-full bg-accent-soft text-accent-text">{icon}</span>
      ) : null}
      <h2 className="text-lg font-[620]">{title}</h2>
      {children ? <div className="text-base text-fg-2">{children}</div> : null}
      {action ? <div className="mt-2 flex gap-2">{action}</div> : null}
    </div>
  );
}
