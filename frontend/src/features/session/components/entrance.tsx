import type { ReactNode } from 'react';
import { Wordmark } from '@/components/logo';
import { LanguageRow } from './language-row';

/** A link among the words of such a page. */
export const linkClass = 'rounded-xs font-[550] text-accent underline-offset-2 hover:underline';

interface Props {
  title: string;
  lead?: string;
  /** The heading takes the focus: it tells what became of what was on the page before. */
  focused?: boolean;
  /** What is filled in needs more than a column of 400 px. */
  wide?: boolean;
  children: ReactNode;
}

const takeFocus = (heading: HTMLElement | null) => heading?.focus();

/** The frame of the pages one sees before being signed in. */
export function Entrance({ title, lead, focused = false, wide = false, children }: Props) {
  return (
    <main className="entrance flex min-h-dvh flex-col items-center justify-center px-4 py-10">
      <div className="mb-8">
        <Wordmark />
      </div>
      <div className={`w-full ${wide ? 'max-w-[640px]' : 'max-w-[400px]'} rounded-xl border border-line bg-surface p-6 sm:p-8`}>
        <h1
          key={title}
          {...(focused ? { ref: takeFocus, tabIndex: -1 } : {})}
          className="text-xl font-[650] tracking-[-0.01em] focus:outline-none"
        >
          {title}
        </h1>
        {lead ? <p className="mt-1.5 text-fg-2">{lead}</p> : null}
        <div className="mt-6">{children}</div>
      </div>
      <LanguageRow />
    </main>
  );
}
